/// The lines of a text that begin and end callouts, each pair within the same list item or quote.
struct CalloutLines {
  /// The text with a mark in each of these lines, and its tree.
  let text: ReplacedLines
  let document: MarkdownDocument
  private(set) var marks: [Int: ParsedProse.Mark] = [:]
  private(set) var problems: [ProseProblem] = []

  /// The lines outside code that look like a callout's.
  static func candidates(in source: SourceLines, without codeLines: Set<Int>) -> [Int: CalloutFence] {
    var candidates: [Int: CalloutFence] = [:]
    for line in 1..<source.count + 1 where !codeLines.contains(line) {
      let content = source[line].dropFirst(containerPrefix(of: source[line]).count)
      guard content.first == UInt8(ascii: ":") else { continue }
      candidates[line] = CalloutFence(String(decoding: content, as: UTF8.self))
    }
    return candidates
  }

  /// Pairs the candidates. Those that are part of raw HTML, or have no partner, are no callout's.
  init(_ candidates: [Int: CalloutFence], in text: ReplacedLines) {
    var candidates = candidates
    while true {
      var replaced = text
      for line in candidates.keys {
        replaced.replace(line: line, after: Self.containerPrefix(of: text.source[line]))
      }
      let document = MarkdownDocument(parsing: replaced.bytes)
      var pairing = Pairing(candidates: candidates)
      document.forEach { pairing.visit($0, isEntering: $1) }
      problems += pairing.problems
      if pairing.marks.count == candidates.count {
        self.document = document
        self.text = replaced
        marks = pairing.marks
        return
      }
      candidates = candidates.filter { pairing.marks[$0.key] != nil }
    }
  }

  /// The quotes' marks, lists' markers and spaces before a line's own text.
  private static func containerPrefix(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = line
    while true {
      rest = rest.drop { $0.isBlank || $0 == UInt8(ascii: ">") }
      let digits = rest.prefix(9).prefix { (0x30...0x39).contains($0) }
      let marker = rest.dropFirst(digits.count)
      guard let last = marker.first, (digits.isEmpty ? "-*+" : ".)").utf8.contains(last),
        marker.dropFirst().first?.isBlank == true
      else { return line[..<rest.startIndex] }
      rest = marker.dropFirst()
    }
  }

  /// Goes through a tree and finds which callout each closing line ends.
  private struct Pairing {
    let candidates: [Int: CalloutFence]
    private(set) var marks: [Int: ParsedProse.Mark] = [:]
    private(set) var problems: [ProseProblem] = []
    /// The callouts that have begun; nil is one of an unknown kind.
    private var open: [(line: Int, callout: Callout?, container: MarkdownNode?)] = []

    init(candidates: [Int: CalloutFence]) { self.candidates = candidates }

    mutating func visit(_ node: MarkdownNode, isEntering: Bool) {
      if !isEntering {
        while let last = open.last, last.container == node {
          problem(last.line, "the callout that begins here never ends", "end it with a line ‘:::’")
          open.removeLast()
        }
        return
      }
      let line = node.lines.lowerBound
      guard case .htmlBlock(let text) = node.kind, text.hasPrefix(ReplacedLines.mark), let fence = candidates[line]
      else { return }
      switch fence {
      case .opening(let callout): open.append((line, callout, node.parent))
      case .unknown(let kind):
        let known = Callout.Kind.allCases.map(\.rawValue)
        problem(
          line, kind.isEmpty ? "this callout has no kind" : "unknown callout ‘\(kind)’",
          NearestName.hint(for: kind, among: known) ?? "callouts are \(known.joined(separator: ", "))")
        open.append((line, nil, node.parent))
      case .closing:
        guard let last = open.last, last.container == node.parent else {
          problem(line, "no callout is open here", "begin one with ‘::: note’, or write ‘\\:::’ for the colons")
          return
        }
        open.removeLast()
        if let callout = last.callout {
          marks[last.line] = .calloutBegins(callout)
          marks[line] = .calloutEnds(callout)
        }
      }
    }

    private mutating func problem(_ line: Int, _ message: String, _ hint: String) {
      problems.append(ProseProblem(line: line, message: message, hint: hint))
    }
  }
}
