import FoundationEssentials
import Glibc

extension Error {
  /// The error's own description, or its type and case: `ParseError.unexpectedEnd`.
  var inWords: String {
    // Foundation's own words are its error's domain, number and dictionary.
    if let error = self as? CocoaError, let path = error.filePath, let cause = error.underlying as? POSIXError {
      return "\(path): \(String(cString: strerror(cause.code.rawValue)))"
    }
    if let description = (self as? any LocalizedError)?.errorDescription { return description }
    if let error = self as? any CustomStringConvertible { return error.description }
    let value = String(describing: self), type = String(describing: type(of: self))
    return value.hasPrefix(type) ? value : "\(type).\(value)"
  }
}
