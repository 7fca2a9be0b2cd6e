import Tensors

/// The data that pages are taught with: digits, points, texts, and what is read from files.
///
/// ```swift
/// let (train, test) = try Datasets.digits()
/// let moons = Datasets.moons(500, noise: 0.1)
/// let text = Datasets.text()
/// ```
///
/// Nothing is downloaded. What is generated depends on a seed alone; what is read from files is checked first.
public enum Datasets {}
