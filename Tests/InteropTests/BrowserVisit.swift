import Foundation
import Testing

/// What a browser did when it was shown a page.
struct BrowserVisit: Sendable {
  enum Scheme: String, CaseIterable, Sendable { case light, dark }

  /// What was written to the console: by the page, by the browser about the page, and errors that nothing caught.
  var console: [String] = []
  /// What the page asked for besides itself; what it carries in itself, as `data:`, is not asked for.
  var requests: [String] = []
  /// How wide the page is laid out, and how wide the window is, in CSS pixels.
  var contentWidth = 0
  var windowWidth = 0
  /// Whether the page took the dark colours.
  var background = ""
  var screenshot = Data()

  /// Whether the reader has to scroll sideways.
  var overflows: Bool { contentWidth > windowWidth }

  /// Opens a file in Chromium, in a window of the given width, until nothing more happens in it.
  static func open(_ path: String, width: Int = 1100, scheme: Scheme = .light) async throws -> BrowserVisit {
    let chromium = try #require(InteropTool.chromium.path)
    // The browser is waited for on a thread that no other test needs.
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try BrowserVisit(path, chromium: chromium, width: width, scheme: scheme) })
      }
    }
  }

  private init(_ path: String, chromium: String, width: Int, scheme: Scheme) throws {
    let folder = NSTemporaryDirectory() + "notebook-browser-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let address = URL(fileURLWithPath: path).absoluteString

    let browser = try DevToolsPipe(chromium: chromium, folder: folder)
    let target = try browser.send("Target.createTarget", ["url": "about:blank"])
    let session =
      try browser.send(
        "Target.attachToTarget", ["targetId": target["targetId"] as? String ?? "", "flatten": true])["sessionId"]
      as? String ?? ""
    for domain in ["Page", "Runtime", "Log", "Network"] { try browser.send(domain + ".enable", session: session) }
    try browser.send(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false], session: session)
    try browser.send(
      "Emulation.setEmulatedMedia", ["features": [["name": "prefers-color-scheme", "value": scheme.rawValue]]],
      session: session)
    // Ten seconds of the page's own time, which pass as fast as there is nothing to do: timers go off too.
    try browser.send("Page.navigate", ["url": address], session: session)
    try browser.send(
      "Emulation.setVirtualTimePolicy", ["policy": "pauseIfNetworkFetchesPending", "budget": 10_000], session: session)
    for event in try browser.events(until: "Emulation.virtualTimeBudgetExpired", session: session) {
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
      if address != page && !address.hasPrefix("data:") { requests.append(address) }
    default: break
    }
  }
}
