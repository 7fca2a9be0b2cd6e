import Foundation
import Testing

@testable import KernelProtocol

@Suite("The connection between runner and kernel")
struct MessageChannelTests {
  private static let commands: [KernelCommand] = [
    .fork(state: 1), .fork(state: .max), .run(CellCall(library: "/tmp/a b/Cell1.so", entryPoint: "cell1_main")),
    .run(CellCall(library: "/tmp/ünïcode.so", entryPoint: "", figureWidth: 7.25)),
    .run(CellCall(library: "", entryPoint: "f", figureWidth: 0.1, figureHeight: 1e-3)), .acknowledge(isMuted: true),
    .acknowledge(isMuted: false),
    .reap(process: 12345), .kill(process: .max), .quit,
  ]

  static let reports: [KernelReport] = [
    .ready(state: 0, process: 1), .ready(state: .max, process: .max), .forkFailed(code: 12),
    .displayed(kind: 1, message: []), .displayed(kind: 255, message: [0, 1, 2, 255]),
    .displayed(kind: 2, message: Array(repeating: 7, count: 300_000)), .streamsChange, .uncaughtError("Oops"),
    .uncaughtError("né\n\0😀"), .loadFailed(""), .finished(foreignThreads: 0), .finished(foreignThreads: 3),
    .reaped(status: 0), .reaped(status: 256), .reaped(status: -1), .reaped(status: nil),
  ]

  /// Two connected channels.
  private func pair() throws -> (MessageChannel, MessageChannel) {
    var ends: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    return (MessageChannel(descriptor: ends[0]), MessageChannel(descriptor: ends[1]))
  }

  @Test("every command arrives as it was sent")
  func roundTripOfCommands() throws {
    let (runner, kernel) = try pair()
    for command in Self.commands {
      #expect(runner.send(command))
      #expect(kernel.receiveCommand() == command)
    }
    end(runner)
    #expect(kernel.receiveCommand() == nil)
  }

  @Test("every report arrives as it was sent, a large one in pieces too", arguments: Self.reports)
  func roundTrip(report: KernelReport) throws {
    let (runner, kernel) = try pair()
    // More than a socket holds is sent only while it is received.
    Thread.detachNewThread {
      kernel.send(report)
      end(kernel)
    }
    #expect(runner.receiveReport() == report)
    #expect(runner.receiveReport() == nil)
  }

  @Test("a message that breaks off is none")
  func truncation() throws {
    for report in Self.reports where report.frame.payload.count < 100 {
      let frame = report.frame
      let header = withUnsafeBytes(of: UInt32(frame.payload.count).littleEndian, Array.init) + [frame.tag]
      let bytes = header + frame.payload
      for count in 0..<bytes.count {
        let (runner, kernel) = try pair()
        #expect(write(kernel.descriptor, bytes, count) == count)
        end(kernel)
        #expect(runner.receiveReport() == nil)
      }
    }
  }

  @Test("what is no message is none")
  func unknownFrames() {
    for tag: UInt8 in [0, 9, 255] {
      #expect(KernelReport(Frame(tag: tag, payload: [1, 2, 3, 4])) == nil)
      #expect(KernelCommand(Frame(tag: tag, payload: [1, 2, 3, 4])) == nil)
    }
    #expect(KernelReport(Frame(tag: 1, payload: [1, 2, 3])) == nil)
    #expect(KernelReport(Frame(tag: 3, payload: [])) == nil)
    #expect(KernelCommand(Frame(tag: 1, payload: [1])) == nil)
    #expect(KernelCommand(Frame(tag: 2, text: "no separator")) == nil)
    #expect(KernelCommand(Frame(tag: 2, text: "library\0entry\0wide\0")) == nil)
  }

  @Test("sending to one that has gone says so, and raises nothing")
  func closedPeer() throws {
    let (runner, kernel) = try pair()
    end(kernel)
    #expect(!runner.send(.quit))
  }
}

/// Ends a connection while something still refers to it.
private func end(_ channel: MessageChannel) { shutdown(channel.descriptor, Int32(SHUT_RDWR)) }
