/// The rules by which a picture follows its page's colours.
///
/// On each element stands its light colour, which every reader understands. The rules change it in the dark: where the
/// reader's system is dark, unless the page says `data-theme="light"`, and where it says `data-theme="dark"`. In a file
/// of its own the picture is the root itself.
enum DarkColors {
  static func styleSheet(for classes: Set<String>) -> String {
    var system = "", page = ""
    for color in PlotColor.named {
      guard let name = color.name else { continue }
      for (selector, property) in [(name, "fill"), ("s-" + name, "stroke")] where classes.contains(selector) {
        let rule = ".\(selector){\(property):\(color.dark)}"
        system += ":is(:root:not([data-theme=light]) svg.plot,svg.plot:root) " + rule
        page += ":root[data-theme=dark] svg.plot " + rule
      }
    }
    if system.isEmpty { return "" }
    return "@media(prefers-color-scheme:dark){\(system)}\(page)"
  }
}
