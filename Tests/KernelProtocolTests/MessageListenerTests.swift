import Foundation
import KernelProtocol
import Testing

@Suite("Where a kernel's processes connect")
struct MessageListenerTests {
  @Test("connections are accepted in the order in which they are made")
  func connections() throws {
    let path = NSTemporaryDirectory() + "/\(UUID().uuidString.prefix(8)).socket"
    let listener = try #require(MessageListener(path: path))
    defer {
      listener.close()
      unlink(path)
    }
    for state in [UInt32(1), 2] {
      let kernel = try #require(MessageChannel(connectingTo: path))
      #expect(kernel.send(.ready(state: state, process: 5)))
      let runner = try #require(listener.accept())
      #expect(runner.receiveReport() == .ready(state: state, process: 5))
    }
  }

  @Test("a path that is too long, or where nobody listens, is no connection")
  func noListener() {
    let long = "/tmp/" + String(repeating: "x", count: 200)
    #expect(MessageListener(path: long) == nil)
    #expect(MessageChannel(connectingTo: long) == nil)
    #expect(MessageChannel(connectingTo: "/tmp/\(UUID().uuidString)") == nil)
  }
}
