import Tensors

/// Why a file of data could not be read: which file, where in it, what was expected and what to try.
public struct DataFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A place in a file.
  public enum Place: Hashable, Sendable {
    /// Counted from 0.
    case byte(Int)
    /// Both counted from 1, the column in characters.
    case line(Int, column: Int)
  }

  public let path: String
  public let place: Place?
  public let problem: String

  init(_ path: String, at place: Place? = nil, _ problem: String) {
    self.path = path
    self.place = place
    self.problem = problem
  }

  init(_ error: TensorFileError) { self.init(error.path, error.problem) }

  public var description: String {
    switch place {
    case nil: "‘\(path)’: \(problem)"
    case .byte(let offset): "‘\(path)’, byte \(offset): \(problem)"
    case .line(let line, let column): "‘\(path)’, line \(line), column \(column): \(problem)"
    }
  }

  /// Runs a reading of bytes, whose errors become these.
  static func reading<R>(_ body: () throws(TensorFileError) -> R) throws(DataFileError) -> R {
    do { return try body() } catch { throw DataFileError(error) }
  }
}
