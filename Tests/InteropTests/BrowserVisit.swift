import Foundation
import Testing

/// What a browser did when it was shown a page.
struct BrowserVisit: Sendable {
  enum Scheme: String, CaseIterable, Sendable { case light, dark }

  /// What was written to the console: by the page, by the browser about the page, and errors that nothing caught.
  var console: [String] = []
  /// What the page asked for besides itself; what it carries in itself, as `data:`, is not asked for.
  var requests: [String] = []
  private var requestIdentifiers: [String] = []
  /// How wide the page is laid out, and how wide the window is, in CSS pixels.
  var contentWidth = 0
  var windowWidth = 0
  /// Whether the page took the dark colours.
  var background = ""
  var screenshot = Data()
  /// What the scripts answered that the visit asked, in order.
  var answers: [String] = []

  /// Whether the reader has to scroll sideways.
  var overflows: Bool { contentWidth > windowWidth }

  /// What a reader's system asks of pages, besides colours.
  struct Wishes: Sendable {
    var reducedMotion = false
    var scripts = true
    var paper = false
  }

  /// A script that waits until the browser has painted what the scripts before it changed.
  static let painted =
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"

  /// Opens a file in Chromium, in a window of the given width, until it has loaded and has asked for nothing for half a
  /// second; then runs each of `scripts`, an expression, outside the page's policy, as its developer could, and waits for
  /// its answer, a text.
  static func open(
    _ path: String, width: Int = 1100, scheme: Scheme = .light, wishes: Wishes = Wishes(), asking scripts: [String] = []
  ) async throws -> BrowserVisit {
    let chromium = try #require(InteropTool.chromium.path)
    return try await DevToolsPipe.retrying {
      try BrowserVisit(path, chromium: chromium, width: width, scheme: scheme, wishes: wishes, asking: scripts)
    }
  }

  private init(
    _ path: String, chromium: String, width: Int, scheme: Scheme, wishes: Wishes, asking scripts: [String]
  ) throws {
    let folder = NSTemporaryDirectory() + "notebook-browser-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let address = URL(fileURLWithPath: path).absoluteString

    let browser = try DevToolsPipe(chromium: chromium, folder: folder, patience: 100)
    let target = try browser.send("Target.createTarget", ["url": "about:blank"])
    let session =
      try browser.send(
        "Target.attachToTarget", ["targetId": target["targetId"] as? String ?? "", "flatten": true])["sessionId"]
      as? String ?? ""
    for domain in ["Inspector", "Page", "Runtime", "Log", "Network"] {
      try browser.send(domain + ".enable", session: session)
    }
    try browser.send(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false], session: session)
    try browser.send(
      "Emulation.setEmulatedMedia",
      [
        "media": wishes.paper ? "print" : "",
        "features": [
          ["name": "prefers-color-scheme", "value": scheme.rawValue],
          ["name": "prefers-reduced-motion", "value": wishes.reducedMotion ? "reduce" : "no-preference"],
        ],
      ], session: session)
    try browser.send("Emulation.setScriptExecutionDisabled", ["value": !wishes.scripts], session: session)
    try browser.send("Page.setLifecycleEventsEnabled", ["enabled": true], session: session)
    let loader = try browser.send("Page.navigate", ["url": address], session: session)["loaderId"] as? String
    let visited = try browser.events(until: "Page.lifecycleEvent", session: session) {
      $0["name"] as? String == "networkIdle" && $0["loaderId"] as? String == loader
    }
    for event in visited {
      note(event["method"] as? String ?? "", event["params"] as? [String: Any] ?? [:], page: address)
    }

    let expression =
      "[document.documentElement.scrollWidth, innerWidth, getComputedStyle(document.body).backgroundColor]"
    let answer = try browser.send(
      "Runtime.evaluate", ["expression": expression, "returnByValue": true], session: session)
    let values = (answer["result"] as? [String: Any])?["value"] as? [Any] ?? []
    contentWidth = values.first as? Int ?? .max
    windowWidth = values.dropFirst().first as? Int ?? 0
    background = values.last as? String ?? ""
    let picture = try browser.send("Page.captureScreenshot", ["captureBeyondViewport": true], session: session)
    screenshot = (picture["data"] as? String).flatMap { Data(base64Encoded: $0) } ?? Data()
    for script in scripts {
      let answer = try browser.send(
        "Runtime.evaluate",
        ["expression": script, "returnByValue": true, "awaitPromise": true, "userGesture": true], session: session)
      let result = answer["result"] as? [String: Any] ?? [:]
      answers.append("\(result["value"] ?? result["description"] ?? "nothing")")
    }
    try browser.send("Browser.close")
  }

  private mutating func note(_ event: String, _ parameters: [String: Any], page: String) {
    switch event {
    case "Runtime.consoleAPICalled":
      let arguments = parameters["args"] as? [[String: Any]] ?? []
      console.append(arguments.map { "\($0["value"] ?? $0["description"] ?? "")" }.joined(separator: " "))
    case "Runtime.exceptionThrown":
      console.append("\(parameters["exceptionDetails"] ?? "an exception")")
    case "Log.entryAdded":
      let entry = parameters["entry"] as? [String: Any] ?? [:]
      console.append("\(entry["text"] ?? "") \(entry["url"] ?? "")")
    case "Network.requestWillBeSent":
      let address = (parameters["request"] as? [String: Any])?["url"] as? String ?? ""
      if address != page && !address.hasPrefix("data:") {
        requests.append(address)
        requestIdentifiers.append(parameters["requestId"] as? String ?? "")
      }
    case "Network.loadingFailed" where parameters["blockedReason"] as? String == "csp":
      // The page's own policy kept it from being asked for.
      guard let index = requestIdentifiers.firstIndex(of: parameters["requestId"] as? String ?? "") else { break }
      requests.remove(at: index)
      requestIdentifiers.remove(at: index)
    default: break
    }
  }
}
