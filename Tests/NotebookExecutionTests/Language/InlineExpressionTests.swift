import NotebookDocument
import Testing

@testable import NotebookExecution

@Suite("Swift expressions in the prose, run")
struct InlineExpressionRunTests {
  private func results(_ trial: PageTrial, _ place: Int) -> [String] {
    trial.outcomes[trial.notebook.steps[place].index].outputs.compactMap { output in
      if case .result(let bundle) = output { bundle.plainText } else { nil }
    }
  }

  @Test("they have the values of their place in the page, and what they do is forgotten")
  func values() async throws {
    let trial = try await PageTrial(
      page: """
        `{swift} 1 + 1`

        ```swift
        var count = 0
        func bump() -> Int { count += 1; return count }
        ```

        `{swift} bump()`, `{swift} bump()`, `{swift} "a" + "b"`, `{swift} await Task { 3 }.value`

        ```swift
        count
        ```
        """)
    #expect(results(trial, 0) == ["2"])
    #expect(results(trial, 2) == ["1", "2", "ab", "3"])
    #expect(results(trial, 3) == ["0"])
    #expect(trial.outcomes.map(\.executionCount) == [1, 2, nil, nil])
  }

  @Test("one that fails is told at its line, and the cells after it run")
  func failure() async throws {
    let trial = try await PageTrial(
      page: """
        ```swift
        let losses = [0.5]
        ```

        A `{swift} losses[0]`
        B `{swift} losses[7]`

        ```swift
        losses.count
        ```
        """)
    #expect(results(trial, 1) == ["0.5"])
    #expect(trial.line(ofFailure: trial.notebook.steps[1].index) == "B `{swift} losses[7]`")
    #expect(trial.message(trial.notebook.steps[1].index).contains("out of range"))
    #expect(results(trial, 2) == ["1"])
  }

  @Test(
    "what is more than an expression is refused with a sentence",
    arguments: ["let x = 3", "1; 2", "1 // one", "if true { 3 }"])
  func statements(code: String) async throws {
    let trial = try await PageTrial(page: "A `{swift} \(code)` and `{swift} 2`.\n")
    #expect(
      trial.message(0).contains("one Swift expression") || trial.message(0).contains("expected"), "\(trial.message(0))")
    #expect(trial.failure(0)?.problems.first?.line == 1)
  }

  @Test("an expression without a value shows nothing")
  func void() async throws {
    let trial = try await PageTrial(page: "A `{swift} print(1)`, `{swift} 2`.\n")
    #expect(results(trial, 0) == ["", "2"])
  }
}
