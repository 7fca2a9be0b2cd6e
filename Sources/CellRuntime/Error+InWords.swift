import FoundationEssentials

extension Error {
  /// The error's own description, or its type and case: `ParseError.unexpectedEnd`.
  var inWords: String {
    if let description = (self as? any LocalizedError)?.errorDescription { return description }
    if let error = self as? any CustomStringConvertible { return error.description }
    let value = String(describing: self), type = String(describing: type(of: self))
    return value.hasPrefix(type) ? value : "\(type).\(value)"
  }
}
