import NotebookDisplay

/// What a cell prints and displays, in order and bounded.
struct OutputRecorder {
  /// How much of a cell's output is kept.
  struct Limits {
    /// Bytes of text on the two streams together.
    var text = 1 << 20
    /// Bytes of displayed values.
    var displays = 64 << 20
  }

  fileprivate enum Item {
    case stream(StandardStream, TextAccumulator)
    case display(identifier: UInt64, isResult: Bool, MIMEBundle)
  }

  private let limits: Limits
  private var items: [Item] = []
  private var textBytes = 0
  private var droppedBytes = 0
  private var displayBytes = 0
  private var droppedDisplays = 0

  init(limits: Limits = Limits()) { self.limits = limits }

  /// Whether no more text is kept.
  var isFull: Bool { textBytes >= limits.text }

  mutating func record(_ stream: StandardStream, _ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    let kept = bytes.prefix(max(0, limits.text - textBytes))
    droppedBytes += bytes.count - kept.count
    guard !kept.isEmpty else { return }
    if case .stream(stream, var text)? = items.last {
      items.removeLast()
      let before = text.count
      text.append(kept)
      textBytes += text.count - before
      items.append(.stream(stream, text))
    } else {
      var text = TextAccumulator()
      text.append(kept)
      textBytes += text.count
      items.append(.stream(stream, text))
    }
  }

  mutating func record(_ kind: DisplaySink.Kind, _ message: DisplayMessage) {
    let item = Item.display(identifier: message.identifier, isResult: kind == .result, message.bundle)
    let replaced = kind == .update ? items.firstIndex { $0.identifier == message.identifier } : nil
    let bytes = displayBytes + message.bundle.size - (replaced.map { items[$0].displayedSize } ?? 0)
    guard bytes <= limits.displays else {
      droppedDisplays += 1
      return
    }
    displayBytes = bytes
    if let replaced { items[replaced] = item } else { items.append(item) }
  }

  /// Takes the text that begins with the line of standard error in which one of `marks` occurs last, to the stream's end,
  /// out of the record: what the runtime says of a crash.
  mutating func takeErrorText(fromLastOf marks: [String]) -> String? {
    guard let index = items.lastIndex(where: { item in marks.contains(where: item.isErrorText) }),
      case .stream(_, let accumulated) = items[index]
    else { return nil }
    let text = accumulated.text
    guard let found = marks.compactMap({ text.ranges(of: $0).last?.lowerBound }).max() else { return nil }
    let lineStart = text[..<found].lastIndex(of: "\n").map(text.index(after:)) ?? text.startIndex
    // The runtime leaves an empty line before what it says.
    let kept = text[..<lineStart]
    var rest = TextAccumulator()
    rest.append(Array((kept == "\n" || kept.hasSuffix("\n\n") ? kept.dropLast() : kept).utf8)[...])
    if rest.isEmpty { items.remove(at: index) } else { items[index] = .stream(.error, rest) }
    return String(text[lineStart...])
  }

  /// The outputs, and what the reader has to know about them.
  var outputs: [CellOutput] {
    var outputs = items.compactMap { item -> CellOutput? in
      switch item {
      case .stream(let stream, let text): text.isEmpty ? nil : .stream(stream, text.text)
      case .display(_, true, let bundle): .result(bundle.namingNoCell)
      case .display(_, false, let bundle): .display(bundle)
      }
    }
    if droppedBytes > 0 {
      outputs.append(
        .notice(
          "\(droppedBytes.asByteCount) more text was printed and is left out: a cell shows \(limits.text.asByteCount).")
      )
    }
    if droppedDisplays > 0 {
      outputs.append(
        .notice("\(droppedDisplays) more displayed values are left out: a cell shows \(limits.displays.asByteCount)."))
    }
    return outputs
  }
}

extension OutputRecorder.Item {
  fileprivate var identifier: UInt64? {
    if case .display(let identifier, _, _) = self { identifier } else { nil }
  }

  fileprivate var displayedSize: Int {
    if case .display(_, _, let bundle) = self { bundle.size } else { 0 }
  }

  fileprivate func isErrorText(containing mark: String) -> Bool {
    if case .stream(.error, let text) = self { text.text.contains(mark) } else { false }
  }
}

extension MIMEBundle {
  /// The bundle with the types in its text named as their author named them, without the cell's module.
  fileprivate var namingNoCell: MIMEBundle {
    adding(.plainText, plainText.replacing(/\bCell\d+\.(?=\w)/, with: ""))
  }

  fileprivate var size: Int {
    representations.reduce(0) { sum, representation in
      switch representation.content {
      case .text(let text): sum + text.utf8.count
      case .data(let data): sum + data.count
      }
    }
  }
}

extension Int {
  /// As "1.5 MB", "200 MB" or "12 bytes".
  fileprivate var asByteCount: String {
    func rounded(_ value: Double) -> String {
      let tenths = Int((value * 10).rounded())
      return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
    return switch self {
    case (1 << 20)...: "\(rounded(Double(self) / Double(1 << 20))) MB"
    case (1 << 10)...: "\(rounded(Double(self) / Double(1 << 10))) kB"
    default: "\(self) bytes"
    }
  }
}
