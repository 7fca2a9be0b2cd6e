import Testing

@testable import NotebookExecution

@Suite("The memory of checkpoints")
struct CheckpointBudgetTests {
  @Test("within a small budget, checkpoints are given up, and every state can be restored all the same")
  func smallBudget() async throws {
    let grow =
      "blocks.append([UInt8](repeating: UInt8(blocks.count), count: 24 << 20))\nprint(blocks.count, Tensor.randn(2).scalars)"
    let cells = try await CompiledCells(
      "import GenerativeAI\nvar blocks: [[UInt8]] = []", grow, grow, grow, grow, grow, grow)
    let session = cells.session(seed: 1, policy: .within(bytes: 64 << 20))
    let roomy = cells.session(seed: 1, policy: .all)
    var first: [String] = []
    for cell in cells.executables {
      first.append(try await session.text(cell))
      #expect(try await roomy.text(cell) == first.last)
    }
    #expect(await roomy.checkpoints.map(\.cells.count) == Array(0...6))
    let kept = await session.checkpoints
    #expect(kept.first?.cells.count == 0 && kept.last?.cells.count == 6)
    #expect(kept.count < 7)
    #expect(!CheckpointBudget(bytes: 64 << 20).isExceeded(by: kept) || kept.count == 2)
    for index in [5, 2, 1, 3] {
      try await session.restore(before: index)
      for (place, cell) in cells.executables.enumerated().dropFirst(index) {
        #expect(try await session.text(cell) == first[place])
      }
    }
    await session.end()
    await roomy.end()
  }

  @Test("what takes least time to be computed again goes first; the first and the last checkpoint stay")
  func cheapest() {
    func seconds(_ values: Int...) -> [Duration] { values.map { .seconds($0) } }
    let all = [seconds(), seconds(5), seconds(5, 1), seconds(5, 1, 3), seconds(5, 1, 3, 0)]
    #expect(CheckpointBudget.cheapest(of: all) == 2)
    // With that one gone, the next takes its cell's time too.
    #expect(CheckpointBudget.cheapest(of: [all[0], all[1], all[3], all[4]]) == 2)
    #expect(CheckpointBudget.cheapest(of: [all[0], seconds(2), seconds(2, 2, 2), all[4]]) == 1)
    #expect(CheckpointBudget.cheapest(of: [all[0], all[4]]) == nil)
    #expect(CheckpointBudget.cheapest(of: [all[0]]) == nil)
    #expect(CheckpointBudget.cheapest(of: []) == nil)
  }
}
