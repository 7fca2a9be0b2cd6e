import Foundation

/// The page that `notebook new` writes.
struct PageTemplate {
  private let title: String

  /// - Parameter path: The page's file: its name becomes the title.
  init(path: String) {
    let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    let words = name.replacing(/[-_]+/, with: " ").trimmingCharacters(in: .whitespaces)
    title = words.prefix(1).uppercased() + words.dropFirst()
  }

  var text: String {
    #"""
    ---
    title: "\#(title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))"
    seed: 1
    ---

    A page is Markdown, and its Swift cells run from top to bottom. Change something and run it again.

    Throw a fair coin $n$ times: the share of heads is off from one half by about

    $$ \sigma = \frac{1}{2 \sqrt{n}} $$ {#eq-sigma}

    ```swift
    //| parameters: true
    let throwCount = 10_000
    ```

    ```swift
    import GenerativeAI

    let heads = Tensor.randint(0, 2, [throwCount]).to(.float32)
    let share: Double = heads.mean().item()
    ```

    How far off is it, and how far would @eq-sigma lead one to expect? @tbl-coin has both.

    ```swift
    //| label: tbl-coin
    //| tbl-cap: "One experiment: the share of heads, and how far it is from one half."
    let expected = 0.5 / Double(throwCount).squareRoot()
    Table(
      columns: ["share", "off by", "expected"],
      rows: [[share, abs(share - 0.5), expected]])
    ```

    ::: exercise
    Run the page with `-p throwCount=1000000`. By what factor does the expected distance shrink?
    :::

    """#
  }
}
