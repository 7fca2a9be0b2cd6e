import Foundation
import Testing

/// Pages as axe-core judges them (Deque Systems): by WCAG 2.2 and by what is good practice.
@Suite(.needs(.chromium), .needs(.python), .serialized) struct AccessibilityTests {
  /// What axe finds amiss in a page, in a window of a width.
  private func violations(
    in page: String, width: Int, scheme: BrowserVisit.Scheme, in folder: TrialFolder
  ) async throws
    -> String
  {
    let library = try await folder.python(
      "-c", "import axe_core_python, os; print(os.path.dirname(axe_core_python.__file__) + '/axe.min.js', end='')")
    let axe = try String(contentsOfFile: library, encoding: .utf8)
    let judging = """
      for (const fold of document.querySelectorAll("details")) fold.open = true;
      for (const faint of document.querySelectorAll(".copy, .downloads")) faint.style.opacity = 1;
      \(BrowserVisit.painted).then(() => axe.run(document, { resultTypes: ["violations"] })).then(({ violations }) => violations.map(
        ({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) => html + " " + failureSummary).join("\\n")).join("\\n"))
      """
    let visit = try await BrowserVisit.open(
      page, width: width, scheme: scheme, asking: ["\(axe); 'ready'", judging])
    #expect(visit.answers.first == "ready")
    return visit.answers.last ?? "no answer"
  }

  private func expectNoViolations(_ page: String, in folder: TrialFolder) async throws {
    let name = ((page as NSString).lastPathComponent as NSString).deletingPathExtension
    for (width, scheme) in [(1280, BrowserVisit.Scheme.light), (1280, .dark), (360, .light)] {
      let found = try await violations(in: page, width: width, scheme: scheme, in: folder)
      #expect(found == "", "\(name), \(width) px, \(scheme)")
    }
  }

  @Test("a page of the course can be read with any tool", arguments: CoursePages.all)
  func coursePage(page: String) async throws {
    try await expectNoViolations(CoursePages.html(of: page), in: TrialFolder())
  }

  @Test("so can a page with every kind of output")
  func everyOutput() async throws {
    let folder = try TrialFolder()
    try await folder.runNotebook(try folder.write(EveryOutput.page, to: "every.md"), "--quiet", "--output", folder.path)
    try await expectNoViolations("\(folder.path)/every.html", in: folder)
  }

  @Test("a page with faults is found out")
  func control() async throws {
    let folder = try TrialFolder()
    let page = try folder.write(
      "<!DOCTYPE html><title>a</title><img src='data:,'><p style='color: #ccc; background: #fff'>faint</p>",
      to: "bad.html")
    let found = try await violations(in: page, width: 1280, scheme: .light, in: folder)
    for rule in ["image-alt", "color-contrast", "html-has-lang"] { #expect(found.contains(rule + ":")) }
  }
}
