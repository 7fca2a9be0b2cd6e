import Foundation
import Subprocess
import SystemPackage
import Testing

/// Pages as HTML Tidy reads them.
@Suite(.needs(.tidy)) struct ValidityTests {
  /// What Tidy says of pictures that is no fault of theirs: it knows little of SVG, where sizes may be fractions, there
  /// are style sheets, `svg` has an attribute `font-family`, and a `title` an identifier.
  private static let justified = [
    "<svg> proprietary attribute \"font-family\"", "found <style> tag in <body>!",
    "<title> proprietary attribute \"id\"",
    "<svg> attribute \"width\" has invalid value", "<svg> attribute \"height\" has invalid value",
  ]

  private func complaints(about page: String) async throws -> [String] {
    // An empty line of code is an empty element, and so is a cell of a table without a value: neither is a fault.
    let result = try await run(
      .path(FilePath(try #require(InteropTool.tidy.path))),
      arguments: ["-errors", "-quiet", "-utf8", "--drop-empty-elements", "no", "--fix-style-tags", "no", page],
      output: .discarded,
      error: .string(limit: 1 << 20))
    let lines = result.standardError.split(separator: "\n").map(String.init)
    return lines.filter { line in !Self.justified.contains(where: line.contains) }
  }

  @Test("a page of the course is valid HTML", arguments: CoursePages.all)
  func coursePage(page: String) async throws {
    #expect(try await complaints(about: CoursePages.html(of: page)) == [])
  }

  @Test("so is a page with every kind of output")
  func everyOutput() async throws {
    let folder = try TrialFolder()
    defer { withExtendedLifetime(folder) {} }
    try await folder.runNotebook(try folder.write(EveryOutput.page, to: "every.md"), "--quiet", "--output", folder.path)
    #expect(try await complaints(about: "\(folder.path)/every.html") == [])
  }

  @Test("a page with faults is found out")
  func control() async throws {
    let folder = try TrialFolder()
    let page = try folder.write("<!DOCTYPE html><title>a</title><p><div id=b></span><blink id=b>c", to: "bad.html")
    #expect(try await complaints(about: page).count >= 3)
  }
}
