/// Why a file of tensors could not be read or written: which file, which entry in it, what was expected and what was found.
public struct TensorFileError: Error, Hashable, Sendable, CustomStringConvertible {
  public let path: String
  /// The tensor in the file, where the problem is one tensor's.
  public let entry: String?
  public let problem: String

  package init(_ path: String, entry: String? = nil, _ problem: String) {
    self.path = path
    self.entry = entry
    self.problem = problem
  }

  public var description: String {
    "‘\(path)’" + (entry.map { ", tensor ‘\($0)’" } ?? "") + ": \(problem)"
  }
}
