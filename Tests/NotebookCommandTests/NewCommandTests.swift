import Foundation
import NotebookDocument
import Testing

@Suite struct NewCommandTests {
  @Test("a new page runs as it is, with its parameter too, and its title comes from its name")
  func runs() async throws {
    let trial = try CommandTrial()
    let new = try await trial.call("new", "lectures/a_fair-coin")
    #expect(new.status == 0 && new.output == "lectures/a_fair-coin.md\n")
    #expect(
      try Notebook(contentsOfFile: trial.folder.path + "/lectures/a_fair-coin.md").frontMatter.title == "A fair coin")
    let run = try await trial.call("run", "lectures/a_fair-coin.md", "-p", "throwCount=400", "--to", "md")
    #expect(run.status == 0, "\(run.error)")
    #expect(trial.folder.text("_build/a_fair-coin.md")?.contains("0.025") == true)
  }

  @Test("a title may hold anything that a file's name may")
  func title() async throws {
    let trial = try CommandTrial()
    #expect(try await trial.call("new", #"a "b" \n: #c"#).status == 0)
    #expect(
      try Notebook(contentsOfFile: trial.folder.path + #"/a "b" \n: #c.md"#).frontMatter.title == #"A "b" \n: #c"#)
  }

  @Test("a file that is there is left alone")
  func existing() async throws {
    let trial = try CommandTrial(["page.md": "mine"])
    let ending = try await trial.call("new", "page")
    #expect(ending.status == 2 && ending.error.contains("page.md is already there"))
    #expect(trial.folder.names == ["page.md"] && trial.folder.text("page.md") == "mine")
  }
}
