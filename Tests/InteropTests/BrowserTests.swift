import Foundation
import Testing

@Suite(.needs(.chromium), .serialized) struct BrowserTests {
  /// Shows a page in windows of a desk's and a phone's width, light and dark, and expects nothing amiss.
  ///
  /// Where `NOTEBOOK_TEST_SCREENSHOTS` names a folder, the pictures go there, to be looked at.
  private func expectQuiet(_ page: String) async throws {
    let name = ((page as NSString).lastPathComponent as NSString).deletingPathExtension
    var backgrounds: Set<String> = []
    for scheme in BrowserVisit.Scheme.allCases {
      for width in [1280, 360] {
        let visit = try await BrowserVisit.open(page, width: width, scheme: scheme)
        #expect(visit.console == [], "in \(name), \(width) px, \(scheme)")
        #expect(visit.requests == [], "in \(name), \(width) px, \(scheme)")
        #expect(visit.windowWidth == width)
        #expect(!visit.overflows, "\(name) is \(visit.contentWidth) px wide in a window of \(width) px")
        backgrounds.insert(visit.background)
        if let pictures = ProcessInfo.processInfo.environment["NOTEBOOK_TEST_SCREENSHOTS"] {
          try visit.screenshot.write(to: URL(fileURLWithPath: "\(pictures)/\(name)-\(width)-\(scheme).png"))
        }
      }
    }
    #expect(backgrounds.count == 2, "light and dark look the same")
  }

  @Test("a page of the course asks for nothing, logs nothing and fits its window", arguments: CoursePages.all)
  func coursePage(page: String) async throws {
    try await expectQuiet(CoursePages.html(of: page))
  }

  @Test("so does a page with every kind of output")
  func everyOutput() async throws {
    let folder = try TrialFolder()
    defer { withExtendedLifetime(folder) {} }
    try await folder.runNotebook(try folder.write(EveryOutput.page, to: "every.md"), "--quiet", "--output", folder.path)
    try await expectQuiet("\(folder.path)/every.html")
  }

  @Test("a page that logs, asks for files and is too wide is found out")
  func control() async throws {
    let folder = try TrialFolder()
    let page = try folder.write(
      """
      <!DOCTYPE html>
      <title>A loud page</title>
      <style>@font-face { font-family: far; src: url(http://127.0.0.1:9/far.woff2); } p { font-family: far; }</style>
      <p>Text</p>
      <img src="http://127.0.0.1:9/picture.png"><img src="beside.png"><img src="data:image/png;base64,">
      <div style="width: 600px">wide</div>
      <script>
        console.log("said", 1)
        setTimeout(() => { fetch("http://127.0.0.1:9/later").catch(() => {}) }, 100)
        setTimeout(() => { throw new Error("thrown") }, 150)
      </script>
      """, to: "loud.html")
    let visit = try await BrowserVisit.open(page, width: 390)
    #expect(visit.console.contains("said 1"))
    #expect(visit.console.contains { $0.contains("thrown") })
    for name in ["far.woff2", "picture.png", "beside.png", "later"] {
      #expect(visit.requests.contains { $0.hasSuffix(name) }, "\(name) was not noticed")
    }
    #expect(!visit.requests.contains { $0.hasPrefix("data:") || $0.hasSuffix("loud.html") })
    #expect(visit.overflows && visit.contentWidth >= 600)
  }
}
