/// A heading of a page.
struct Heading: Hashable, Sendable {
  /// 1 to 6, as it shows.
  var level: Int
  var identifier: String
  /// The words without markup.
  var text: String
  /// The words as they show.
  var content = HTML()
}

/// Whether headings show one level lower than they were written, so that the page's title is its only first one.
enum HeadingDemotion: Hashable {
  case none, all
  /// The first heading is the title.
  case allButFirst

  /// What a page needs whose headings, as they were written, are these. `hasTitle`: its title stands above them.
  init(_ headings: [Heading], hasTitle: Bool) {
    let count = headings.count { $0.level == 1 }
    if hasTitle {
      self = count > 0 ? .all : .none
    } else {
      self = count > 1 && headings.first?.level == 1 ? .allButFirst : .none
    }
  }

  func level(of level: Int, isFirst: Bool) -> Int {
    switch self {
    case .none: level
    case .all: min(6, level + 1)
    case .allButFirst: isFirst ? level : min(6, level + 1)
    }
  }
}
