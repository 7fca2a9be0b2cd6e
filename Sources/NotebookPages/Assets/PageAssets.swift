import Foundation

/// What a page takes in from other projects, besides its own style.
public struct PageAssets: Hashable, Sendable {
  /// Typesets formulas; without it they show as TeX.
  public var katex: KaTeX?

  public init(katex: KaTeX? = nil) { self.katex = katex }

  /// Nothing from others.
  public static let none = PageAssets()

  /// What is installed: beside this program in `Assets`, else where Debian's packages put it.
  public static let installed: PageAssets = {
    let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = program.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/Assets/katex" }
    let folders = [beside, "/usr/share/javascript/katex"].compactMap(\.self)
    return PageAssets(katex: folders.lazy.compactMap { KaTeX(folder: $0) }.first)
  }()
}
