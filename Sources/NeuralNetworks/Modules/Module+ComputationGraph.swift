public import Plotting
public import Tensors

/// How a model's loss or output was computed, as a picture, with the model's parameters by name.
///
/// ```swift
/// computationGraph(of: criterion(model(x), y), model: model, named: ["x": x, "y": y])
/// ```
///
/// Traps where the tensor was not computed from one that requires a gradient.
public func computationGraph(
  of result: Tensor, model: Module, named names: KeyValuePairs<String, Tensor> = [:], file: StaticString = #fileID,
  line: UInt = #line
) -> ComputationGraph {
  computationGraph(of: result, named: names, parameters: model.namedParameters(), file: file, line: line)
}
