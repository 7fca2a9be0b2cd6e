/// A value that shows itself richly: as HTML, a picture, a formula.
///
/// ```swift
/// extension Die: Displayable {
///   var mimeBundle: MIMEBundle {
///     MIMEBundle(plainText: "⚅").adding(.html, "<b>⚅</b>")
///   }
/// }
/// ```
public protocol Displayable {
  /// The value's representations.
  var mimeBundle: MIMEBundle { get }
}

extension MIMEBundle: Displayable {
  public var mimeBundle: MIMEBundle { self }
}

extension MIMEBundle {
  /// How any value shows itself: its own bundle, or its description.
  public init<T>(showing value: T) {
    if let value = value as? any Displayable {
      self = value.mimeBundle
    } else {
      self.init(plainText: String(describing: value))
    }
  }
}
