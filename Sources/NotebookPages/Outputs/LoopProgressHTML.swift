import NotebookDisplay
import NotebookExecution

/// How a page that is shown while its cells run tells how far a loop is; the file has nothing of it.
struct LoopProgressHTML {
  let loop: LoopProgress

  var html: HTML {
    HTML.element("div", ["class": "loop"]) {
      HTML.element(
        "progress",
        [
          "aria-label": loop.title, "value": loop.total == nil ? nil : "\(loop.step)",
          "max": loop.total.map(String.init),
        ]
      ) {}
      HTML.element("span") { ([count] + loop.facts).joined(separator: " · ") }
    }
  }

  private var count: String { loop.title + " \(loop.step)" + (loop.total.map { "/\($0)" } ?? "") }
}
