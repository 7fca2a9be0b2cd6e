import Foundation
import NotebookDocument
import Testing

@Suite struct ConvertCommandTests {
  private static let page = "---\ntitle: T\n---\r\n# A\n```{swift}\n#| label: a\n1 + 1\n```\n\n\n::: note\nb\n:::\n"

  @Test("a page becomes a notebook beside it, and the same page again")
  func thereAndBack() async throws {
    let trial = try CommandTrial(["page.md": Self.page])
    let there = try await trial.call("convert", "page.md", "--to", "ipynb")
    #expect(there.status == 0 && there.output == "page.ipynb\n" && there.error == "")
    let back = try await trial.call("convert", "page.ipynb", "--to", "md", "--output", "out")
    #expect(back.status == 0 && back.output == "out/page.md\n")
    #expect(trial.folder.data("out/page.md") == Data(Self.page.utf8))
  }

  @Test("a file with other content is only replaced with --force")
  func overwriting() async throws {
    let trial = try CommandTrial(["page.md": Self.page, "page.ipynb": "mine"])
    let refused = try await trial.call("convert", "page.md", "--to", "ipynb")
    #expect(refused.status == 2 && refused.error.contains("--force"))
    #expect(trial.folder.text("page.ipynb") == "mine")
    #expect(try await trial.call("convert", "page.md", "--to", "ipynb", "--force").status == 0)
    #expect(try await trial.call("convert", "page.md", "--to", "ipynb").status == 0, "the same content may stay")
  }

  @Test("a page is written in another system's spelling")
  func spelling() async throws {
    let trial = try CommandTrial(["page.md": Self.page])
    let ending = try await trial.call("convert", "page.md", "--to", "md", "--spelling", "myst", "--output", "myst.md")
    #expect(ending.status == 0)
    #expect(trial.folder.text("myst.md")?.contains("```{code-cell} swift\n:label: a\n1 + 1\n```") == true)
    #expect(trial.folder.text("myst.md")?.contains(":::{note}\nb\n:::") == true)
    let itself = try await trial.call("convert", "page.md", "--to", "md", "--spelling", "myst")
    #expect(itself.status == 2 && itself.error.contains("over itself"))
  }

  @Test(
    "what is no notebook is refused with one sentence, and nothing is written",
    arguments: ["", "{\"nbformat\": 4", "# A page", "{}", String(repeating: "[", count: 100_000)])
  func malformed(text: String) async throws {
    let trial = try CommandTrial(["a.ipynb": text, "good.md": Self.page])
    let ending = try await trial.call("convert", "good.md", "a.ipynb", "--to", "md", "--output", "out")
    #expect(ending.status == 2)
    #expect(ending.error.hasPrefix("a.ipynb: ") && ending.error.split(separator: "\n").count == 1)
    #expect(trial.folder.names == ["a.ipynb", "good.md"])
  }

  @Test("a malformed page, a missing file and two files of one name are refused")
  func refused() async throws {
    let trial = try CommandTrial(["bad.md": "```swift\n", "a.md": "a", "a.ipynb": "{}"])
    #expect(try await trial.call("convert", "bad.md", "--to", "ipynb").status == 2)
    #expect(try await trial.call("convert", "none.ipynb", "--to", "md").status == 2)
    #expect(try await trial.call("convert", "a.md", "a.ipynb", "--to", "ipynb").status == 2)
    #expect(trial.folder.names == ["a.ipynb", "a.md", "bad.md"])
  }

  @Test("a page that can't be run as it is is written, and told what to mend")
  func toMend() async throws {
    let cell = #"{"cell_type": "code", "source": "//| lable: a\n1", "outputs": []}"#
    let trial = try CommandTrial([
      "a.ipynb": #"{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [\#(cell)]}"#
    ])
    let ending = try await trial.call("convert", "a.ipynb", "--to", "md")
    #expect(ending.status == 1)
    #expect(ending.error.contains("a.md:2: unknown option ‘lable’ (did you mean ‘label’?)"))
    #expect(trial.folder.text("a.md") == "```swift\n//| lable: a\n1\n```\n")
  }
}
