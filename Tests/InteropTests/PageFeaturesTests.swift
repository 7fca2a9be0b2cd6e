import Foundation
import Testing

/// What a page does where scripts run.
@Suite(.needs(.chromium), .serialized) struct PageFeaturesTests {
  private static let page = #"""
    ---
    title: Features
    ---

    ## One

    ```swift
    //| label: tbl-mixed
    Table(columns: ["n", "x", "word"], rows: [[10, Double.nan, "b"], [9, 2.5, "a"], [-1, -3.0, "c"], [9, 1e-10, "A"]] as [[Any]])
    ```

    ## Two

    ```swift
    //| label: tbl-big
    let words = ["even", "odd"]
    Table(columns: ["n", "half", "w"], rows: (0..<100_000).map { [$0, Double($0) / 2, words[$0 % 2] + ", \"q\""] })
    ```

    ## Three

    ```swift
    //| code-fold: true
    let frames = (0...3).map { PictureSequence.Frame(label: "step \($0)", svg: "<svg width='9' height='9'><text>\($0)</text></svg>") }
    MIMEBundle(plainText: "p").adding(.pictureSequence, PictureSequence(title: "S", frames: frames, rate: 50).json)
    ```

    A wrong formula $\frac{1}{$ and one that is right, $\alpha$.

    ```swift
    //| error: true
    struct Misfit: Error, CustomStringConvertible { let description = "it does not fit:\n  one\n  two" }
    throw Misfit()
    ```

    """#

  /// Where the page was run, once for all tests.
  private static let folder = Task {
    let folder = try TrialFolder()
    try await folder.runNotebook(try folder.write(page, to: "page.md"), "--quiet")
    return folder
  }

  /// Opens the page and asks it for something, each in turn.
  private func ask(
    width: Int = 1280, scheme: BrowserVisit.Scheme = .light, wishes: BrowserVisit.Wishes = .init(), _ scripts: String...
  ) async throws -> [String] {
    try await BrowserVisit.open(
      try await Self.folder.value.path + "/_build/page.html", width: width, scheme: scheme, wishes: wishes,
      asking: scripts
    ).answers
  }

  @Test("a click on a header sorts the table: numbers by size, what is missing last, equals as they were")
  func sorting() async throws {
    let column =
      "[...document.querySelectorAll('#tbl-mixed tbody tr')].map((row) => row.cells[%].textContent).join(' ')"
    func click(_ place: Int, _ reads: Int) -> String {
      "document.querySelectorAll('#tbl-mixed th button')[\(place)].click(); "
        + column.replacing("%", with: "\(reads)")
        + " + ' ' + document.querySelectorAll('#tbl-mixed th')[\(place)].ariaSort"
    }
    let answers = try await ask(click(0, 2), click(0, 2), click(0, 2), click(1, 0), click(1, 0), click(2, 2))
    #expect(
      answers == [
        "c a A b ascending", "b a A c descending", "b a c A null", "-1 9 9 10 ascending", "9 9 -1 10 descending",
        "a A b c ascending",
      ])
  }

  @Test("a long table unfolds and sorts over all of its rows")
  func longTable() async throws {
    let rows = "[...document.querySelectorAll('#tbl-big tbody tr')]"
    let last =
      "(\(rows).length + ': ' + [...\(rows).at(-1).cells].map((cell) => cell.textContent).join(' ') + ', ' + document.querySelector('#tbl-big .table-tools span').textContent)"
    let answers = try await ask(
      last, "document.querySelector('#tbl-big .table-tools button').click(); " + last,
      "for (const i of [1, 2]) document.querySelector('#tbl-big th button').click(); "
        + "[...\(rows)[0].cells].map((cell) => cell.textContent).join(' ')",
      "document.querySelector('#tbl-big a[download]').download")
    #expect(
      answers == [
        "20: 19 9.5 odd, \"q\", 20 of 100,000 rows", "520: 519 259.5 odd, \"q\", 520 of 100,000 rows",
        "99999 49999.5 odd, \"q\"", "tbl-big.csv",
      ])
  }

  @Test("the switch goes from the system's colours to light, to dark and back, and the page remembers")
  func theme() async throws {
    let click = "document.querySelector('.theme').click(); "
    let state =
      "[document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor, "
      + "localStorage.getItem('notebook-theme')].join(' ')"
    let answers = try await ask(scheme: .dark, state, click + state, click + state, click + state)
    let (light, dark) = ("rgb(253, 253, 251)", "rgb(22, 24, 27)")
    #expect(answers == [" \(dark) ", "light \(light) light", "dark \(dark) dark", " \(dark) system"])
  }

  @Test("all code can be hidden at once, and its lines numbered, without the numbers in what is copied")
  func code() async throws {
    let shown =
      "document.querySelectorAll('pre.code').length - [...document.querySelectorAll('pre.code')].filter((code) => !code.checkVisibility()).length"
    let answers = try await ask(
      shown, "document.querySelector('.all-code').click(); \(shown)",
      "document.querySelector('.all-code').click(); \(shown)",
      "document.querySelector('.line-numbers').click(); getComputedStyle(document.querySelector('.line'), '::before').content",
      "getSelection().selectAllChildren(document.querySelector('pre.code')); getSelection().toString().startsWith('Table')",
      """
      new Promise((done) => {
        const status = document.querySelector('[role=status]');
        new MutationObserver(() => done(status.textContent)).observe(status, { childList: true });
        document.querySelector('[aria-label="Copy the code"]').click();
      })
      """)
    #expect(answers == ["3", "0", "4", "counter(line)", "1", "Copied"])
  }

  @Test("the table of contents stands open beside the text and folded above it, and marks where the reader is")
  func contents() async throws {
    let open = "document.querySelector('.contents details').open"
    let current = "\(BrowserVisit.painted).then(() => document.querySelector('[aria-current]').textContent)"
    let wide = try await ask(
      open,
      "document.getElementById('two').scrollIntoView(); "
        + current)
    #expect(wide == ["1", "Two"])
    #expect(try await ask(width: 360, open) == ["0"])
    let visible =
      "document.querySelector('.contents a')?.checkVisibility() + ' ' + document.querySelector('.switches').hidden"
    #expect(try await ask(wishes: .init(scripts: false), visible).count == 1)
  }

  @Test(
    "a sequence is played and slid, and only slid where motion is not wanted; without scripts it is its last picture")
  func sequence() async throws {
    let state =
      "[...document.querySelectorAll('.frame')].filter((frame) => frame.checkVisibility()).map((frame) => frame.textContent).join() "
      + "+ document.querySelector('.sequence output').textContent"
    let answers = try await ask(
      state,
      "const slider = document.querySelector('.sequence input'); slider.value = 1; slider.dispatchEvent(new Event('input')); \(state)",
      "document.querySelector('.sequence button').click(); new Promise((done) => setTimeout(() => done(\(state)), 1000))",
      "document.querySelector('.sequence button').textContent")
    #expect(answers == ["3step 3", "1step 1", "3step 3", "Play"])
    let still = try await ask(wishes: .init(reducedMotion: true), "document.querySelector('.sequence button').hidden")
    #expect(still == ["1"])
  }

  @Test("a formula that can't be typeset stands in its place in red, and the others are typeset")
  func wrongFormula() async throws {
    let answers = try await ask(
      "document.querySelectorAll('.math-error').length + ' ' + document.querySelector('.math-error').textContent",
      "getComputedStyle(document.querySelector('.math-error')).color", "document.querySelectorAll('.katex-html').length"
    )
    #expect(answers[0].hasPrefix("1 \\frac{1}{ Unexpected end of input"), "\(answers[0])")
    #expect(Array(answers.dropFirst()) == ["rgb(179, 38, 30)", "1"])
  }

  @Test("an error's lines are lines in the page")
  func errorLines() async throws {
    let answers = try await ask("document.querySelector('.problem-message').innerText")
    #expect(answers[0].hasSuffix("it does not fit:\none\ntwo"), "\(answers[0])")
  }

  @Test("a page without scripts and a page on paper are whole")
  func still() async throws {
    let page = try await Self.folder.value.path + "/_build/page.html"
    for wishes in [BrowserVisit.Wishes(scripts: false), .init(paper: true)] {
      let visit = try await BrowserVisit.open(page, width: 360, wishes: wishes)
      #expect(visit.console == [] && !visit.overflows && visit.screenshot.count > 10_000)
    }
  }
}
