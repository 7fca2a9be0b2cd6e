import NotebookDisplay

/// How a page shows pictures in order: one at a time, with a slider. Without scripts, and on paper, it is the last one.
struct SequenceHTML {
  let sequence: PictureSequence
  let picture: PictureHTML

  var html: HTML {
    HTML.element(
      "div",
      [
        "class": "\(picture.className) picture sequence", "role": "group", "style": picture.style,
        "aria-label": sequence.title.isEmpty ? picture.words : sequence.title, "data-rate": "\(sequence.rate)",
        "data-file": picture.fileName,
      ]
    ) {
      for (index, frame) in sequence.frames.enumerated() {
        HTML.element("div", ["class": "frame", "data-label": frame.label]) {
          picture.inline(frame.svg, frame: index + 1)
        }
      }
      controls
    }
  }

  private var controls: HTML {
    let last = "\(sequence.frames.count - 1)"
    return HTML.element("div", ["class": "sequence-controls", "hidden": ""]) {
      HTML.element("button", ["type": "button"]) { "Play" }
      HTML.opening(
        "input", ["type": "range", "min": "0", "max": last, "value": last, "aria-label": "Picture"])
      HTML.element("output") { sequence.frames.last?.label ?? "" }
    }
  }
}
