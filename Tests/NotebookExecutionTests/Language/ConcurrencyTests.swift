import Testing

@Suite("Concurrency and errors at top level")
struct ConcurrencyTests {
  @Test("await gives a value of the expression's own type, in every cell anew")
  func awaitAtTopLevel() async throws {
    let page = try await PageTrial(
      "func f(_ n: Int) async -> Int { try? await Task.sleep(for: .milliseconds(1)); return n }",
      "let a = await f(1) + 1\nlet (b, c) = await (f(2), f(3))",
      "print(a, b, c, await f(4) + f(5), \"\\(await f(6))\")\nif await f(7) == 7 { print(\"seven\") }",
      "await f(8)")
    #expect(page.text(2) == "2 2 3 9 6\nseven\n")
    #expect(page.lastText == "8")
  }

  @Test("for await runs over a stream")
  func forAwait() async throws {
    let page = try await PageTrial(
      "let stream = AsyncStream(Int.self) { c in for i in 1...3 { c.yield(i) }; c.finish() }",
      "var total = 0\nfor await value in stream { if value == 2 { continue }; total += value }\ntotal",
      "let failing = AsyncThrowingStream(Int.self) { c in c.yield(1); c.finish() }\nfor try await value in failing { print(value) }"
    )
    #expect(page.text(1) == "4")
    #expect(page.lastText == "1\n")
  }

  @Test("a task group adds up")
  func taskGroups() async throws {
    let cell = """
      await withTaskGroup(of: Int.self) { group in
        for i in 1...100 { group.addTask { await Task.yield(); return i } }
        return await group.reduce(0, +)
      }
      """
    let page = try await PageTrial(cell, cell)
    #expect(page.text(0) == "5050")
    #expect(page.text(1) == "5050")
  }

  @Test("try, do and catch work, in a cell after another that used them")
  func throwing() async throws {
    let page = try await PageTrial(
      "struct Oops: Error {}\nfunc f(_ fails: Bool) throws -> Int { if fails { throw Oops() }; return 7 }\nprint(try f(false))",
      "do { _ = try f(true) } catch { print(\"caught\", error) }\nprint((try? f(true)) as Any)\nlet x = try f(false)\nx"
    )
    #expect(page.text(0) == "7\n")
    #expect(page.lastText == "caught Oops()\nnil\n7")
  }

  @Test("try and await together wait and throw")
  func throwingAndWaiting() async throws {
    let page = try await PageTrial(
      "struct Oops: Error {}\nfunc f(_ fails: Bool) async throws -> Int { await Task.yield(); if fails { throw Oops() }; return 1 }\nfunc g(_ n: Int) throws -> Int { n + 1 }",
      "let a = try await f(false)\nlet b = try g(await f(false))\ndo { let c = try await f(true); print(c) } catch is Oops { print(\"caught\") }\nprint(a, b, (try? await f(true)) ?? -1)",
      "try await f(true)")
    #expect(page.text(1) == "caught\n1 2 -1\n")
    #expect(page.failure(2)?.kind == .uncaughtError)
    #expect(page.line(ofFailure: 2) == "try await f(true)")
  }

  @Test("defer and guard stand at top level, in a cell after another that used them")
  func deferAndGuard() async throws {
    let page = try await PageTrial(
      "defer { print(\"end 1\") }\nguard let n = Int(\"1\") else { fatalError() }\nprint(n)",
      "defer { print(\"end 2\") }\nguard let m = Int(\"2\") else { fatalError() }\nprint(n, m)")
    #expect(page.text(0) == "1\nend 1\n")
    #expect(page.text(1) == "1 2\nend 2\n")
  }

  @Test("async let works in a block, and at top level the answer says where it does")
  func asyncLet() async throws {
    let page = try await PageTrial(
      "func f() async -> Int { 5 }\ndo { async let a = f(); async let b = f(); print(await a + b) }",
      "async let c = f()")
    #expect(page.text(0) == "10\n")
    #expect(page.failure(1)?.problems.first?.message == "‘async let’ is not allowed at the top level of a cell")
  }

  @Test("main actor code is awaited")
  func mainActor() async throws {
    let page = try await PageTrial(
      "@MainActor func onMain() -> Int { 3 }\nprint(await onMain(), await MainActor.run { 4 })", "onMain()")
    #expect(page.text(0) == "3 4\n")
    #expect(page.failure(1)?.problems.first?.notes.contains { $0.message.contains("‘await’") } == true)
  }

  @Test("a task left behind prints below its cell and can be awaited later")
  func tasksLeftBehind() async throws {
    let page = try await PageTrial("let task = Task { print(\"runs\"); return 3 }", "await task.value")
    #expect(page.text(0) == "runs\n")
    #expect(page.lastText == "3")
  }

  @Test("threads, Dispatch and processes of one cell do not hang the next")
  func foreignThreads() async throws {
    let page = try await PageTrial(
      """
      import Foundation
      let thread = Thread { print("thread") }
      thread.start()
      while !thread.isFinished { usleep(1000) }
      DispatchQueue.global().sync { print("queue") }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/echo")
      process.arguments = ["process"]
      try process.run()
      process.waitUntilExit()
      """,
      """
      try await Task.sleep(for: .milliseconds(2))
      let answer = await withCheckedContinuation { done in DispatchQueue.global().async { done.resume(returning: 42) } }
      answer
      """,
      "let again = Process()\nagain.executableURL = URL(fileURLWithPath: \"/bin/true\")\ntry again.run()\nagain.waitUntilExit()\nprint(await MainActor.run { answer }, again.terminationStatus)"
    )
    #expect(page.text(0) == "thread\nqueue\nprocess\n")
    #expect(page.text(1) == "42")
    #expect(page.lastText == "42 0\n")
  }
}
