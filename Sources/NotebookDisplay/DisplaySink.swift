import Synchronization

/// Where displayed values go: to the notebook's kernel, or to standard output outside a notebook.
public enum DisplaySink {
  /// What is done with a displayed value.
  public enum Kind: UInt8, Sendable {
    /// It is shown among the cell's output.
    case display = 1
    /// It replaces a value shown before.
    case update = 2
    /// It is the value of the cell's last expression.
    case result = 3
  }

  /// Receives a kind and an encoded ``DisplayMessage``; the bytes are valid during the call only.
  public typealias Emit = @convention(c) (_ kind: UInt8, _ bytes: UnsafeRawPointer, _ count: Int) -> Void

  /// The kernel's receiver; nil outside a notebook. Set once, before the first cell.
  nonisolated(unsafe) public static var emit: Emit?

  private static let lastIdentifier = Atomic<UInt64>(0)

  static func nextIdentifier() -> UInt64 { lastIdentifier.add(1, ordering: .relaxed).newValue }

  /// Sends the value of a cell's last expression.
  public static func sendResult(_ bundle: MIMEBundle) { send(.result, nextIdentifier(), bundle) }

  static func send(_ kind: Kind, _ identifier: UInt64, _ bundle: MIMEBundle) {
    guard let emit else { return print(bundle.plainText) }
    let bytes = DisplayMessage(identifier: identifier, bundle: bundle).encoded()
    bytes.withUnsafeBytes { emit(kind.rawValue, $0.baseAddress!, $0.count) }
  }
}
