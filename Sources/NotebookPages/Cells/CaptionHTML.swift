/// The words under a figure or above a table.
struct CaptionHTML {
  /// “Figure 1”, for one that the text can refer to.
  var number: String?
  var text: HTML?

  /// Nil where there is nothing to say.
  var html: HTML? {
    guard number != nil || text != nil else { return nil }
    return HTML.element("figcaption") {
      if let number {
        HTML.element("span", ["class": "caption-number"]) { text == nil ? number : "\(number):" }
        if text != nil { HTML(text: " ") }
      }
      if let text { text }
    }
  }
}
