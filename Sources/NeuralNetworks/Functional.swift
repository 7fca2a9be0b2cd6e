import Tensors

/// Layers and losses as functions without parameters of their own: PyTorch's `torch.nn.functional`.
///
/// Each stands in the file of its layer or loss.
public enum F {}
