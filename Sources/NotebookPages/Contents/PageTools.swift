/// What stands at a page's top: its switches, which a script brings to life, and a title for those who only hear the page
/// where it shows none.
struct PageTools {
  /// Nil where the page shows a title.
  let unseenTitle: String?

  var html: HTML {
    HTML.element("header", ["class": "page-tools"]) {
      if let unseenTitle { HTML.element("h1", ["class": "visually-hidden"]) { unseenTitle } }
      HTML.element("div", ["class": "switches", "role": "group", "aria-label": "Page", "hidden": ""]) {
        HTML.element("button", ["type": "button", "class": "all-code"]) { "Hide all code" }
        HTML.element("button", ["type": "button", "class": "line-numbers", "aria-pressed": "false"]) { "Line numbers" }
        HTML.element("button", ["type": "button", "class": "theme"]) { "System colours" }
      }
    }
  }
}
