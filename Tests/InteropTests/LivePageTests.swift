import Foundation
import Testing

/// A browser's tab in which a test can ask for values. It is waited for on a thread that no other test needs.
private final class Tab: @unchecked Sendable {
  private let browser: DevToolsPipe
  private let session: String
  private let folder = NSTemporaryDirectory() + "notebook-tab-" + UUID().uuidString

  static func open(_ address: String) async throws -> Tab { try await DevToolsPipe.retrying { try Tab(address) } }

  private init(_ address: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    browser = try DevToolsPipe(
      chromium: try #require(InteropTool.chromium.path), folder: folder, patience: 300)
    let target = try browser.send("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
    session =
      try browser.send("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String ?? ""
    for domain in ["Page", "Runtime", "Log", "Network"] { try browser.send(domain + ".enable", session: session) }
    try browser.send("Page.navigate", ["url": address], session: session)
    _ = try browser.events(until: "Page.loadEventFired", session: session)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The value of an expression; a promise is waited for.
  @discardableResult
  func value(_ expression: String) async throws -> (any Sendable)? {
    try await waiting {
      let answer = try self.browser.send(
        "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true],
        session: self.session)
      let value = (answer["result"] as? [String: Any])?["value"]
      return value as? String ?? value as? NSNumber
    }
  }

  /// Waits until an expression is true, looked at again whenever the page changes.
  func wait(until condition: String) async throws {
    try await value(
      """
      new Promise((resolve) => {
        const check = () => { if (\(condition)) { observer.disconnect(); resolve(true); } };
        const observer = new MutationObserver(check);
        const options = { childList: true, subtree: true, characterData: true, attributes: true };
        observer.observe(document, options);
        for (const element of document.querySelectorAll("*")) if (element.shadowRoot) observer.observe(element.shadowRoot, options);
        check();
      })
      """)
  }

  /// What the page asked for, and what it wrote to the console, since this was asked last.
  func happenings() async throws -> (requests: [String], console: [String]) {
    try await waiting { try self.happeningsOfReload() }
  }

  private func happeningsOfReload() throws -> (requests: [String], console: [String]) {
    try browser.send("Page.reload", session: session)
    var happenings: (requests: [String], console: [String]) = ([], [])
    for event in try browser.events(until: "Page.loadEventFired", session: session) {
      let parameters = event["params"] as? [String: Any] ?? [:]
      switch event["method"] as? String {
      case "Network.requestWillBeSent":
        happenings.requests.append((parameters["request"] as? [String: Any])?["url"] as? String ?? "")
      case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled":
        happenings.console.append("\(parameters)")
      default: break
      }
    }
    return happenings
  }

  func close() throws { try browser.send("Browser.close") }
}

@Suite(.needs(.chromium), .serialized) struct LivePageTests {
  private static let prose = (1...60).map { "Paragraph \($0) of the page." }.joined(separator: "\n\n")

  private static func page(
    first: String = "print(\"begun\")", last: String, before: String = "", after: String = ""
  ) -> String {
    "# A page\n\n\(before)\n\n```swift\nimport Foundation\n\(first)\nlet first = UUID().uuidString\nprint(first)\n```\n\n\(prose)\n\n```swift\n//| label: last\n//| code-fold: true\n\(last)\n```\n\n\(after)\n\n\(prose)\n"
  }

  /// Starts `notebook watch`, and ends it after the body.
  private func watching(_ folder: TrialFolder, _ body: (Tab) async throws -> Void) async throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process(), output = Pipe()
    process.executableURL = URL(fileURLWithPath: (tests as NSString).deletingLastPathComponent + "/notebook")
    process.arguments = ["watch", "page.md", "--no-browser"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": folder.path + "/caches"]) {
      $1
    }
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    try process.run()
    defer { process.interrupt() }
    let reading = output.fileHandleForReading
    let address = String(decoding: try await waiting { reading.availableData }, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(address.hasPrefix("http://127.0.0.1:"))
    let tab = try await Tab.open(address)
    try await body(tab)
    let happenings = try await tab.happenings()
    #expect(happenings.requests.allSatisfy { $0.hasPrefix(address) || $0.hasPrefix("data:") })
    #expect(happenings.console == [])
    try tab.close()
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
  }

  @Test("a save changes the page where it stands: the reader stays where they are, and nothing above runs again")
  func update() async throws {
    let folder = try TrialFolder()
    _ = try folder.write(Self.page(last: "print(\"one\")"), to: "page.md")
    try await watching(folder) { tab in
      let outputs = "document.querySelector('#last .outputs')?.textContent"
      try await tab.wait(until: "\(outputs)?.includes('one')")
      let first = try #require(try await tab.value("document.querySelector('#cell-1 .outputs').textContent") as? String)
      try await tab.value(
        """
        window.isTheSame = true;
        document.querySelector('#last details').open = true;
        document.querySelector('#last summary').focus();
        document.querySelector('#last').scrollIntoView();
        """)
      let top = try #require(
        try await tab.value("document.querySelector('#last').getBoundingClientRect().top") as? NSNumber)
      #expect(try #require(try await tab.value("scrollY") as? NSNumber).intValue > 500)

      // A change below what is read, and in it.
      _ = try folder.write(Self.page(last: "print(\"two\")"), to: "page.md")
      try await tab.wait(until: "\(outputs).includes('two')")
      // A change above it, with a formula, which needs the page's other scripts.
      _ = try folder.write(
        Self.page(last: "print(\"two\")", before: Self.prose, after: "The new end."), to: "page.md")
      try await tab.wait(until: "document.querySelector('main').textContent.includes('The new end.')")
      let now = try #require(
        await tab.value("document.querySelector('#last').getBoundingClientRect().top") as? NSNumber)
      #expect(abs(now.doubleValue - top.doubleValue) < 1)
      #expect(try await tab.value("window.isTheSame") as? Bool == true)
      #expect(try await tab.value("document.querySelector('#last details').open") as? Bool == true)
      #expect(try await tab.value("document.activeElement.localName") as? String == "summary")
      #expect(try await tab.value("document.querySelector('#cell-1 .outputs').textContent") as? String == first)
      let written = try folder.text(of: "_build/page.html")
      #expect(!written.contains("data-version") && written.contains("two"))
    }
  }

  @Test("a page that can't be read is told below the old one, and the next good save recovers")
  func problem() async throws {
    let folder = try TrialFolder()
    _ = try folder.write(Self.page(last: "print(\"one\")"), to: "page.md")
    try await watching(folder) { tab in
      let said =
        "[...document.body.children].map((x) => x.shadowRoot?.querySelector('.problem:not([hidden])')?.textContent ?? '').join('')"
      try await tab.wait(until: "document.querySelector('#last .outputs')?.textContent.includes('one')")
      _ = try folder.write(Self.page(last: "print(\"two\")") + "\n```swift\n", to: "page.md")
      try await tab.wait(until: "\(said).includes('never ends')")
      #expect(
        try await tab.value("document.querySelector('#last .outputs').textContent.includes('one')") as? Bool == true)
      _ = try folder.write(Self.page(last: "print(\"three\")"), to: "page.md")
      try await tab.wait(until: "document.querySelector('#last .outputs').textContent.includes('three')")
      #expect(try await tab.value(said) as? String == "")
    }
  }

  @Test("what a cell prints is shown while it runs, and a save interrupts it where it was changed")
  func liveOutput() async throws {
    let folder = try TrialFolder()
    _ = try folder.write(
      Self.page(first: "print(\"begun\")\nfflush(nil)\nwhile true { usleep(1000) }", last: "print(1)"), to: "page.md")
    try await watching(folder) { tab in
      try await tab.wait(until: "document.querySelector('#cell-1 .outputs')?.textContent.includes('begun')")
      _ = try folder.write(Self.page(last: "print(\"after\")"), to: "page.md")
      try await tab.wait(until: "document.querySelector('#last .outputs')?.textContent.includes('after')")
    }
  }
}
