/// A figure in words: for a terminal, and for a reader who does not see it.
struct FigureWords {
  let figure: Figure

  init(_ figure: Figure) { self.figure = figure }

  /// The title, or what kind of charts there are.
  var title: String {
    let own = figure.title.isEmpty && figure.isSingle ? figure.axes.title : figure.title
    if !own.isEmpty { return RichText(own).plain }
    let kinds = figure.grid.flatMap { self.kinds(of: $0, counted: false) }
    var unique: [String] = []
    for kind in kinds where !unique.contains(kind) { unique.append(kind) }
    return unique.isEmpty ? "Empty figure" : "Figure of " + unique.joined(separator: " and ")
  }

  /// One line: `Figure: Loss by epoch; 2 lines, 100 points each; x 0…99, y 0.1…0.7`.
  var plainText: String {
    var parts: [String] = []
    let titles = [figure.title] + (figure.isSingle ? [figure.axes.title] : [])
    if let title = titles.first(where: { !$0.isEmpty }) { parts.append(RichText(title).plain) }
    if figure.isSingle {
      parts.append(contentsOf: line(of: figure.axes))
    } else {
      parts.append("\(figure.rows) × \(figure.columns) charts")
      var kinds: [String] = []
      for axes in figure.grid {
        let own = line(of: axes).joined(separator: ", ")
        kinds.append(axes.title.isEmpty ? own : "\(RichText(axes.title).plain): \(own)")
      }
      parts += kinds.count <= 4 ? kinds : Array(kinds.prefix(3)) + ["and \(kinds.count - 3) more"]
    }
    return "Figure: " + parts.joined(separator: "; ")
  }

  private func line(of axes: Axes) -> [String] {
    let kinds = self.kinds(of: axes, counted: true)
    if kinds.isEmpty { return ["empty"] }
    let (x, y) = AxesPlan.extents(of: axes)
    func range(_ name: String, _ extent: Extent, _ categories: [String]?) -> String? {
      if categories != nil || extent.isEmpty { return nil }
      return "\(name) \(NumberText.short(extent.lower))…\(NumberText.short(extent.upper))"
    }
    let ranges = [range("x", x, axes.xCategories), range("y", y, axes.yCategories)].compactMap { $0 }
    return [kinds.joined(separator: ", ")] + (ranges.isEmpty ? [] : [ranges.joined(separator: ", ")])
  }

  /// `2 lines, 100 points each`.
  private func kinds(of axes: Axes, counted: Bool) -> [String] {
    var groups: [(noun: (one: String, many: String), unit: String, counts: [Int?])] = []
    for item in axes.items + (axes.twin?.items ?? []) {
      guard let summary = item.mark.summary else { continue }
      if let index = groups.firstIndex(where: { $0.noun.one == summary.noun.one }) {
        groups[index].counts.append(summary.count)
      } else {
        groups.append((summary.noun, summary.unit, [summary.count]))
      }
    }
    return groups.map { group in
      let number = group.counts.count
      if !counted { return group.noun.many }
      let head = number == 1 ? "1 \(group.noun.one)" : "\(number) \(group.noun.many)"
      let counts = group.counts.compactMap { $0 }
      guard let first = counts.first else { return head }
      let unit = first == 1 ? String(group.unit.dropLast()) : group.unit
      if number == 1 { return "\(head), \(first) \(unit)" }
      if counts.allSatisfy({ $0 == first }) { return "\(head), \(first) \(unit) each" }
      return "\(head), \(counts.reduce(0, +)) \(group.unit) in all"
    }
  }

  /// All that can be said: kinds, axes, series, their ranges and extremes, and what is left out.
  var description: String {
    var sentences: [String] = []
    for (index, axes) in figure.grid.enumerated() {
      if !figure.isSingle {
        let name = axes.title.isEmpty ? "" : " (\(RichText(axes.title).plain))"
        sentences.append("Chart \(index + 1) of \(figure.grid.count)\(name).")
      }
      sentences += self.sentences(of: axes)
    }
    return sentences.joined(separator: " ")
  }

  private func sentences(of axes: Axes) -> [String] {
    let items = axes.items + (axes.twin?.items ?? [])
    if items.isEmpty { return ["Nothing is drawn."] }
    var sentences = [kinds(of: axes, counted: true).joined(separator: ", ") + "."]
    let plan = AxesPlan.extents(of: axes)
    sentences += [
      axis("Horizontal", axes.xLabel, axes.xScale, plan.x, axes.xCategories),
      axis("Vertical", axes.yLabel, axes.yScale, plan.y, axes.yCategories),
    ].compactMap { $0 }
    let most = 20
    for item in items.prefix(most) {
      guard let summary = item.mark.summary, !summary.detail.isEmpty else { continue }
      let label =
        item.mark.legend.first?.label.plain ?? summary.noun.one.prefix(1).uppercased() + summary.noun.one.dropFirst()
      sentences.append("\(label): \(summary.detail).")
    }
    if items.count > most { sentences.append("And \(items.count - most) more.") }
    let leftOut = items.reduce(0) { $0 + ($1.mark.summary?.leftOut ?? 0) }
    if leftOut > 0 {
      sentences.append(
        leftOut == 1
          ? "1 value is left out because it is not a finite number."
          : "\(leftOut) values are left out because they are not finite numbers.")
    }
    return sentences
  }

  private func axis(
    _ name: String, _ label: String, _ scale: AxisScale, _ extent: Extent, _ categories: [String]?
  ) -> String? {
    let what = label.isEmpty ? "\(name) axis" : "\(name) axis: \(RichText(label).plain)"
    if let categories {
      let names = categories.prefix(12).map { RichText($0).plain }.joined(separator: ", ")
      return "\(what), \(categories.count) categories: \(names)\(categories.count > 12 ? " and more" : "")."
    }
    if extent.isEmpty { return label.isEmpty ? nil : "\(what)." }
    switch scale.kind {
    case .time:
      func date(_ value: Double) -> String {
        value.magnitude < 2.5e11 ? CivilDate(secondsSince1970: value).description : NumberText.short(value)
      }
      return "\(what), from \(date(extent.lower)) to \(date(extent.upper))."
    case .logarithmic: return "\(what), logarithmic, \(SeriesWords.range(extent))."
    default: return "\(what), \(SeriesWords.range(extent))."
    }
  }
}
