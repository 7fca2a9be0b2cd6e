import Foundation
import Testing

/// Messages to and from a browser over a pair of pipes: JSON, each ended by a zero byte.
final class DevToolsPipe {
  typealias Message = [String: Any]

  /// The browser ended, lost the page's process, or fell silent.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The browser did not do what it was asked.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var buffer: [UInt8] = []
  /// How much of the buffer is known to hold no message's end.
  private var searched = 0
  private var lastIdentifier = 0
  private var events: [Message] = []
  /// What the browser was asked for last, or is to tell.
  private var awaited = ""
  /// For how many seconds the browser may say nothing.
  private let patience: Int

  /// Starts Chromium with a profile of its own in `folder`.
  init(chromium: String, folder: String, patience: Int) throws {
    self.patience = patience
    let arguments = [
      "--headless", "--remote-debugging-pipe", "--user-data-dir=\(folder)/profile", "--hide-scrollbars",
      "--disable-gpu",
      "--no-sandbox", "--disable-dev-shm-usage",  // both for a container
      "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--disable-default-apps", "--disable-extensions",
    ]
    // The browser reads at descriptor 3 and writes at 4, which Foundation can't set.
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", #"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#, chromium] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["HOME": folder]) { $1 }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try output.fileHandleForWriting.close()
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// Sends a command and returns its result.
  @discardableResult
  func send(_ method: String, _ parameters: Message = [:], session: String? = nil) throws -> Message {
    lastIdentifier += 1
    awaited = method
    var message: Message = ["id": lastIdentifier, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    try input.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
    while true {
      let answer = try read()
      guard answer["id"] as? Int == lastIdentifier else {
        events.append(answer)
        continue
      }
      if let error = answer["error"] { throw Refusal(description: "\(method): \(error)") }
      return answer["result"] as? Message ?? [:]
    }
  }

  /// The session's events until the one of the given name, of which `isIt` is true, has come; they are told once.
  func events(until method: String, session: String, where isIt: (Message) -> Bool = { _ in true }) throws -> [Message]
  {
    awaited = method
    func hasCome(_ event: Message) -> Bool {
      event["method"] as? String == method && event["sessionId"] as? String == session
        && isIt(event["params"] as? Message ?? [:])
    }
    while !events.contains(where: hasCome) { events.append(try read()) }
    defer { events = [] }
    return events.filter { $0["sessionId"] as? String == session }
  }

  private func read() throws -> Message {
    while true {
      if let message = try takeMessage() {
        if message["method"] as? String == "Inspector.targetCrashed" { throw failure("lost the page's process") }
        return message
      }
      var descriptor = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, Int32(patience) * 1000) > 0 else { throw failure("said nothing for \(patience) s") }
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw failure("has ended") }
      buffer += data
    }
  }

  /// The first message in the buffer, where it is there as a whole.
  private func takeMessage() throws -> Message? {
    // By the C library and only in what is new: a page's message may be megabytes, and comes in pieces.
    let end = buffer.withUnsafeBytes { bytes -> Int? in
      guard let start = bytes.baseAddress else { return nil }
      return memchr(start + searched, 0, bytes.count - searched).map { UnsafeRawPointer($0) - start }
    }
    searched = buffer.count
    guard let end else { return nil }
    defer {
      buffer.removeSubrange(...end)
      searched = 0
    }
    guard let message = try JSONSerialization.jsonObject(with: Data(buffer[..<end])) as? Message else {
      throw failure("sent no object")
    }
    return message
  }

  private func failure(_ what: String) -> Failure {
    let last = events.suffix(5).compactMap { $0["method"] as? String }.joined(separator: ", ")
    return Failure(description: "the browser \(what), where \(awaited) was awaited; last came: \(last)")
  }
}

extension DevToolsPipe {
  /// What `body` does with a browser; where the browser fails, it is done once more, and the test says so.
  static func retrying<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    do { return try await waiting(body) } catch let failure as Failure {
      Issue.record("\(failure): it is started once more", severity: .warning)
      return try await waiting(body)
    }
  }
}

/// Calls a function that waits for another program on a thread of its own, which no other test needs.
func waiting<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
  }
}
