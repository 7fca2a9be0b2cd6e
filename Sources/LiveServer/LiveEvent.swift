import Foundation

/// Something that is told to the browsers, as a server-sent event.
public struct LiveEvent: Hashable, Sendable {
  public enum Kind: String, Hashable, CaseIterable, Sendable {
    /// There is another page: `version`.
    case page
    /// What a running cell has shown until now: `id`, `markup`.
    case cell
    /// What is being done: `text`, empty where nothing is, and `stale`, the cells that are still to run.
    case progress
    /// Why the page is an old one: `text`, empty where it is not.
    case problem
  }

  public let kind: Kind
  public let fields: [String: String]

  public init(_ kind: Kind, _ fields: [String: String]) {
    self.kind = kind
    self.fields = fields
  }

  /// `event: page`, and the fields as JSON in one line.
  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(fields)) ?? Data("{}".utf8)
    return Array("event: \(kind.rawValue)\ndata: ".utf8) + data + Array("\n\n".utf8)
  }
}
