import FlyingFox
import FlyingSocks
import Foundation

/// Serves a page on this machine alone, and tells the browsers that show it when there is something new.
///
/// The address has a random token in it, so that neither other users of the machine nor pages of other sites can ask for
/// the page.
public actor LiveServer {
  /// Why the server can't be started.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  private let token: String
  private let server: HTTPServer
  private var running: Task<Void, Never>?
  private var heartbeat: Task<Void, Never>?
  private var port: UInt16 = 0
  private var page = ""
  private var subscribers: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
  private var lastSubscriber = 0
  /// The latest event of each kind, which a browser that comes later has missed.
  private var latest: [LiveEvent.Kind: LiveEvent] = [:]

  /// - Parameter port: 0 takes one that is free.
  public init(port: UInt16) throws {
    var generator = SystemRandomNumberGenerator()
    token = (0..<16).map { _ in
      let byte = String(UInt8.random(in: .min ... .max, using: &generator), radix: 16)
      return byte.count == 1 ? "0" + byte : byte
    }.joined()
    server = HTTPServer(address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), logger: .disabled)
  }

  /// Begins to serve, and returns the page's address.
  public func start() async throws -> String {
    for path in ["", "events"] {
      await server.appendRoute(HTTPRoute("GET /\(token)/\(path)")) { [weak self] request in
        await self?.response(to: request, path: path) ?? HTTPResponse(statusCode: .notFound)
      }
    }
    let (outcomes, outcome) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
    running = Task { [server] in
      do { try await server.run() } catch { outcome.yield(.failure(error)) }
    }
    Task { [server] in
      if (try? await server.waitUntilListening()) != nil { outcome.yield(.success(())) }
    }
    do { for await result in outcomes { try result.get(); break } } catch {
      throw Failure(description: "the page can't be served: \(error.localizedDescription). Is the port taken?")
    }
    guard case .ip4(_, let port)? = await server.listeningAddress else {
      throw Failure(description: "the page can't be served: the server has no address")
    }
    self.port = port
    heartbeat = Task { [weak self] in
      // A browser that has gone is noticed when it is written to.
      while (try? await Task.sleep(for: .seconds(15))) != nil { await self?.send(bytes: Array(": \n\n".utf8)) }
    }
    return "http://127.0.0.1:\(port)/\(token)/"
  }

  /// Puts another page in the place of the one that is served, and tells the browsers.
  public func publish(_ page: String, version: Int) {
    self.page = page
    latest[.cell] = nil
    send(LiveEvent(.page, ["version": "\(version)"]))
  }

  /// Tells the browsers.
  public func send(_ event: LiveEvent) {
    latest[event.kind] = event
    send(bytes: event.bytes)
  }

  /// Ends the server, and the browsers' connections.
  public func stop() async {
    heartbeat?.cancel()
    for subscriber in subscribers.values { subscriber.finish() }
    await server.stop()
    await running?.value
  }

  private func send(bytes: [UInt8]) {
    for subscriber in subscribers.values { subscriber.yield(bytes) }
  }

  private func response(to request: HTTPRequest, path: String) -> HTTPResponse {
    guard Self.isOwn(host: request.headers[.host] ?? "", port: port) else {
      return HTTPResponse(statusCode: .forbidden)
    }
    if path == "events" {
      var headers = Self.headers
      headers[.contentType] = "text/event-stream"
      return HTTPResponse(statusCode: .ok, headers: headers, body: HTTPBodySequence(from: subscription()))
    }
    var headers = Self.headers
    headers[.contentType] = "text/html; charset=utf-8"
    return HTTPResponse(statusCode: .ok, headers: headers, body: Data(page.utf8))
  }

  /// Whether a browser asks for this machine: a site whose name was made to point here asks under its own name.
  static func isOwn(host: String, port: UInt16) -> Bool {
    // The port that addresses have without saying it is not said here either.
    ["127.0.0.1", "localhost"].contains { host == "\($0):\(port)" || port == 80 && host == $0 }
  }

  private static let headers: HTTPHeaders = [
    HTTPHeader("Cache-Control"): "no-store", HTTPHeader("X-Content-Type-Options"): "nosniff",
    HTTPHeader("Referrer-Policy"): "no-referrer", HTTPHeader("X-Frame-Options"): "DENY",
    HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
  ]

  private func subscription() -> EventBytes {
    let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(64))
    lastSubscriber += 1
    subscribers[lastSubscriber] = continuation
    continuation.onTermination = { [weak self, number = lastSubscriber] _ in
      Task { [weak self] in await self?.forget(number) }
    }
    // The page first: what a cell shows belongs to it.
    for event in LiveEvent.Kind.allCases.compactMap({ latest[$0] }) { continuation.yield(event.bytes) }
    return EventBytes(stream: stream)
  }

  /// How many browsers listen.
  var subscriberCount: Int { subscribers.count }

  private func forget(_ subscriber: Int) { subscribers[subscriber] = nil }
}
