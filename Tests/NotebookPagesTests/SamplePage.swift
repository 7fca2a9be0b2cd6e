import NotebookDisplay
import NotebookDocument
import NotebookExecution
import NotebookPages

/// A page and its results in the tests' own words.
struct SamplePage {
  let notebook: Notebook
  let outcomes: [CellOutcome]

  init(_ text: String, _ outcomes: CellOutcome..., name: String = "notebooks/module2.md") throws {
    notebook = try Notebook(source: Array(text.utf8), name: name)
    self.outcomes = outcomes
  }

  /// The page's `main` element.
  var html: String {
    let text = HTMLPage(notebook, outcomes: outcomes, assets: .none).text
    guard let start = text.firstRange(of: /<main[^>]*>\n/)?.upperBound, let end = text.range(of: "</main>")?.lowerBound
    else {
      return ""
    }
    return String(text[start..<end])
  }

  var ipynb: String { JupyterNotebook(notebook, outcomes: outcomes).text }

  var markdown: MarkdownPage { MarkdownPage(notebook, outcomes: outcomes, filesFolder: "module2_files") }
}

extension CellOutcome {
  static func ran(_ outputs: CellOutput..., warnings: [CellFailure.Problem] = []) -> CellOutcome {
    CellOutcome(status: .succeeded, outputs: outputs, warnings: warnings, executionCount: 1)
  }

  static func failed(
    _ kind: CellFailure.Kind, _ problems: CellFailure.Problem..., outputs: [CellOutput] = []
  ) -> CellOutcome {
    CellOutcome(status: .failed(CellFailure(kind: kind, problems: problems)), outputs: outputs, executionCount: 2)
  }
}

/// A picture with an identifier and a reference to it.
let samplePicture = """
  <?xml version="1.0"?>
  <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 200" width="480" height="200"><defs><clipPath id="clip"><rect \
  width="480" height="200"/></clipPath></defs><g clip-path="url(#clip)" fill="none" stroke="currentColor"><path \
  d="M20 180H460M20 180V20" opacity="0.4"/><path stroke="#4a86c5" stroke-width="2" \
  d="M20 30C120 150 200 160 460 168"/></g></svg>
  """

/// A page with something of everything.
func richPage() throws -> SamplePage {
  try SamplePage(
    #"""
    ---
    title: Generative adversarial networks
    description: Two networks, one game.
    jupyter:
      kernelspec: {name: swift, display_name: Swift, language: swift}
    ---

    A *critic* $D$ and a generator $G$ play a game whose value is

    $$
    \min_G \max_D \; \mathbb{E}_{x \sim p}[\log D(x)] + \mathbb{E}_z[\log(1 - D(G(z)))].
    $$

    See the [first paper][gan] or `let x = $y$`. The optimum is $D^*(x) = \tfrac{1}{2}$ and costs \$5.

    ## The data

    ```swift
    //| label: setup
    let noise = (0..<4).map { Double($0) / 4 }
    print("noise:", noise)
    noise.count
    ```

    1. Look at the losses.

       ```swift
       //| label: fig-loss
       //| fig-cap: "Both losses settle near $\\log 2$."
       //| fig-alt: A falling curve
       plot(losses)
       ```

    2. Then at the table.

    ```swift
    //| code-fold: true
    //| code-summary: Show the table's code
    //| tbl-cap: Losses by epoch
    Table(columns: ["epoch", "loss", "comment"], rows: rows)
    ```

    ### What goes wrong

    ```swift
    let xs = [1, 2, 3]
    let total = xs.reduce(0, +)
    print(xs[total])
    ```

    ```swift
    let x: Int = "five"
    ```

    ```swift
    finish(aFunctionWithAVeryLongName: thatTakesManyArguments, andOneMore: becauseThisLineIsMeantToBeTooLong, forAPhone: true)
    ```

    > A quote, and [a link][gan].

    ```swift {.noeval}
    while true {}
    ```

    ```python
    print("shown, not run")
    ```

    [gan]: https://arxiv.org/abs/1406.2661 "Goodfellow et al."
    """#,
    .ran(
      .stream(.output, "noise: [0.0, 0.25, 0.5, 0.75]\n\u{1B}[32mdone\u{1B}[0m\n"),
      .stream(.error, "a message on standard error\n"), .notice("200 lines more were dropped."),
      .result(MIMEBundle(plainText: "4")),
      warnings: [CellFailure.Problem(message: "variable 'y' was never used", line: 20, column: 5)]),
    .ran(.display(MIMEBundle(plainText: "Figure").adding(.svg, samplePicture))),
    .ran(
      .result(
        Table(
          columns: ["epoch", "loss", "comment"],
          rows: [[1, 0.693147, "start"], [2, 0.5, "better"], [10, 0.25, "<best>"]]
        )
        .mimeBundle)),
    .failed(
      .crash,
      CellFailure.Problem(
        message: "Index out of range", line: 48, column: 7,
        notes: [CellFailure.Note(message: "the array has 3 elements, and the index was 6", line: 46)]),
      outputs: [.stream(.output, "about to fail\n")]),
    .failed(
      .compileError,
      CellFailure.Problem(
        message: "cannot convert value of type 'String' to specified type 'Int'", line: 52, column: 14)),
    CellOutcome(status: .notRun), CellOutcome(status: .notEvaluated))
}
