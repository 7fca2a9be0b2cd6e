import Foundation
import Testing

@testable import LiveServer

@Suite struct LiveServerTests {
  /// A connection to a server on this machine, read on a thread of its own.
  private struct Client: Sendable {
    let port: UInt16

    init(address: String) throws { port = try #require(URL(string: address)?.port.map(UInt16.init)) }

    /// Sends a request, and returns what comes until it contains all of `texts`, or to its end.
    func answer(to path: String, host: String? = nil, until texts: [String] = []) async throws -> String {
      let host = host ?? "127.0.0.1:\(port)"
      return try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try read(path, host, until: texts) }) }
      }
    }

    private func read(_ path: String, _ host: String, until texts: [String]) throws -> String {
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(descriptor) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let connected = withUnsafePointer(to: address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      try #require(connected == 0)
      let request = Array("GET \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8)
      try #require(write(descriptor, request, request.count) == request.count)
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while texts.isEmpty || !texts.allSatisfy(String(decoding: bytes, as: UTF8.self).contains) {
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        guard count > 0 else { break }
        bytes += buffer[..<count]
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test("the page is only for those who know its address, and ask for it under its own name")
  func access() async throws {
    let server = try LiveServer(port: 0)
    let address = try await server.start()
    await server.publish("the page", version: 1)
    let client = try Client(address: address), path = try #require(URL(string: address)?.path) + "/"
    #expect(path.count > 32)
    let page = try await client.answer(to: path)
    #expect(page.hasPrefix("HTTP/1.1 200") && page.hasSuffix("the page") && page.contains("no-store"))
    #expect(try await client.answer(to: "/").hasPrefix("HTTP/1.1 404"))
    #expect(try await client.answer(to: "/" + String(repeating: "0", count: 32) + "/").hasPrefix("HTTP/1.1 404"))
    #expect(try await client.answer(to: path, host: "example.com").hasPrefix("HTTP/1.1 403"))
    await server.stop()
  }

  @Test("a browser does not name the port that it takes by itself")
  func ownPort() {
    #expect(
      LiveServer.isOwn(host: "127.0.0.1:8000", port: 8000) && LiveServer.isOwn(host: "localhost:8000", port: 8000))
    #expect(LiveServer.isOwn(host: "localhost", port: 80) && LiveServer.isOwn(host: "127.0.0.1:80", port: 80))
    #expect(!LiveServer.isOwn(host: "localhost", port: 8000) && !LiveServer.isOwn(host: "example.com", port: 80))
    #expect(!LiveServer.isOwn(host: "", port: 80) && !LiveServer.isOwn(host: "localhost:80", port: 8000))
  }

  @Test("a browser is told what is new, and what it has missed")
  func events() async throws {
    let server = try LiveServer(port: 0)
    let address = try await server.start()
    await server.send(LiveEvent(.cell, ["id": "a", "markup": "<b>"]))
    await server.publish("1", version: 1)
    await server.send(LiveEvent(.problem, ["text": "line\nend"]))
    await server.send(LiveEvent(.cell, ["id": "a", "markup": "<i>"]))
    let client = try Client(address: address), path = try #require(URL(string: address)?.path) + "/events"
    async let heard = client.answer(to: path, until: ["\"version\":\"1\"", "later"])
    // What is told before anybody listens is not heard.
    while await server.subscriberCount == 0 { await Task.yield() }
    await server.send(LiveEvent(.progress, ["text": "later"]))
    let text = try await heard
    #expect(text.contains("line\\nend"))
    #expect(text.contains("text/event-stream") && text.contains("event: page\ndata: {\"version\":\"1\"}\n\n"))
    #expect(text.contains("<i>"), "what a running cell shows is told")
    #expect(!text.contains("<b>"), "what it showed before is in the page")
    await server.stop()
  }

  @Test("a port that is taken is an error in words")
  func takenPort() async throws {
    let first = try LiveServer(port: 0)
    let address = try await first.start()
    let second = try LiveServer(port: Client(address: address).port)
    await #expect(throws: LiveServer.Failure.self) { try await second.start() }
    await first.stop()
  }
}
