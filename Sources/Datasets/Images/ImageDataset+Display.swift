import NotebookDisplay
import Plotting
import Tensors

extension ImageDataset: Displayable, CustomStringConvertible {
  /// What there is, and a sheet with the first images of each class, a class a row.
  public var mimeBundle: MIMEBundle {
    count == 0 ? MIMEBundle(plainText: description) : sheet().mimeBundle.replacingText(description)
  }

  /// One line: the source, the size, the classes.
  public var description: String {
    let classes = classNames.count == 1 ? "1 class" : "\(classNames.count) classes"
    return "\(source): \(channels) × \(height) × \(width), \(classes)"
  }

  /// A figure with the first images of each class, a class a row where every one has that many.
  public func sheet(perClass: Int = 12, file: StaticString = #fileID, line: UInt = #line) -> Figure {
    if perClass < 1 { fail("sheet: a class shows at least 1 image, not \(perClass)", file: file, line: line) }
    if count == 0 { fail("sheet: there is no image", file: file, line: line) }
    // More classes than a page has room for are not all shown.
    let rows = classNames.indices.prefix(20).map { positions(of: [$0], first: perClass) }.filter { $0.elementCount > 0 }
    let shown = rows.isEmpty ? prefix(perClass * 5).images : images.indexSelect(0, cat(rows))
    return imageGrid(shown, columns: perClass, limits: 0...1, title: source)
  }
}

extension MIMEBundle {
  /// The bundle under another text.
  func replacingText(_ text: String) -> MIMEBundle { adding(.plainText, text) }
}
