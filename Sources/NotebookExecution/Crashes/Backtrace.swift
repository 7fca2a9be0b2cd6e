import Foundation

/// The report that the Swift runtime's backtracer writes of a crash, as far as it is needed here.
struct Backtrace: Decodable {
  struct Frame: Decodable {
    struct Location: Decodable {
      let file: String
      let line: Int
    }

    let symbol: String?
    let sourceLocation: Location?
  }

  struct Thread: Decodable {
    let crashed: Bool?
    let registers: [String: String]?
    let frames: [Frame]
  }

  let description: String
  let faultAddress: String?
  let threads: [Thread]

  /// The report in a folder where the backtracer writes; nil where there is none. The folder is empty afterwards.
  static func take(from folder: String) -> Backtrace? {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    defer { for name in names { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") } }
    guard let name = names.last(where: { $0.hasSuffix(".json") }),
      let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
    else { return nil }
    return try? JSONDecoder().decode(Backtrace.self, from: data)
  }

  private var crashedThread: Thread? { threads.first { $0.crashed == true } ?? threads.first }

  /// The innermost line of the page: what its author wrote, under the library's and the runtime's functions.
  func line(in file: String) -> Int? {
    crashedThread?.frames.lazy.compactMap(\.sourceLocation).first { location in
      location.line > 0 && (location.file == file || location.file.hasSuffix("/" + file))
    }?.line
  }

  /// What the compiler's own checks report without a message: "arithmetic overflow".
  var runtimeFailure: String? {
    let prefix = "Swift runtime failure: "
    let texts = [description] + (crashedThread?.frames.compactMap(\.symbol) ?? [])
    return texts.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  /// Whether memory was touched just beyond the stack: a function called itself without end.
  var isStackOverflow: Bool {
    guard let fault = faultAddress.flatMap(address), let pointer = crashedThread?.stackPointer.flatMap(address) else {
      return false
    }
    return max(fault, pointer) - min(fault, pointer) < 1 << 16
  }

  private func address(_ text: String) -> UInt64? { UInt64(text.dropFirst(2), radix: 16) }
}

extension Backtrace.Thread {
  fileprivate var stackPointer: String? { registers?["rsp"] ?? registers?["sp"] }
}
