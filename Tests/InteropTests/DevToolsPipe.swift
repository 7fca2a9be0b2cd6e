import Foundation

/// Messages to and from a browser over a pair of pipes: JSON, each ended by a zero byte.
final class DevToolsPipe {
  typealias Message = [String: Any]

  struct Failure: Error, CustomStringConvertible {
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

  /// Starts Chromium with a profile of its own in `folder`.
  init(chromium: String, folder: String) throws {
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
    var message: Message = ["id": lastIdentifier, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    try input.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
    while true {
      let answer = try read()
      guard answer["id"] as? Int == lastIdentifier else {
        events.append(answer)
        continue
      }
      if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
      return answer["result"] as? Message ?? [:]
    }
  }

  /// The session's events until the one of the given name has come; they are told once.
  func events(until method: String, session: String) throws -> [Message] {
    while !events.contains(where: { $0["method"] as? String == method && $0["sessionId"] as? String == session }) {
      events.append(try read())
    }
    defer { events = [] }
    return events.filter { $0["sessionId"] as? String == session }
  }

  private func read() throws -> Message {
    while true {
      // By the C library and only in what is new: a page's message may be megabytes, and comes in pieces.
      let end = buffer.withUnsafeBytes { bytes -> Int? in
        guard let start = bytes.baseAddress else { return nil }
        return memchr(start + searched, 0, bytes.count - searched).map { UnsafeRawPointer($0) - start }
      }
      searched = buffer.count
      if let end {
        defer {
          buffer.removeSubrange(...end)
          searched = 0
        }
        let value = try JSONSerialization.jsonObject(with: Data(buffer[..<end]))
        guard let message = value as? Message else { throw Failure(description: "the browser sent no object") }
        return message
      }
      var descriptor = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 300_000) > 0 else {
        throw Failure(description: "the browser said nothing for five minutes")
      }
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw Failure(description: "the browser has ended") }
      buffer += data
    }
  }
}
