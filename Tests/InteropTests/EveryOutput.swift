/// A page with every kind of output that a cell can have.
enum EveryOutput {
  static let page = #"""
    ---
    title: Every kind of output
    description: For those who look, and for those who listen.
    jupyter:
      kernelspec: {name: swift, display_name: Swift, language: swift}
    ---

    Prose with *emphasis*, $e^{i\pi} = -1$, <kbd>a key</kbd> and a footnote[^1].

    [^1]: Below.

    ## What cells print

    ```swift
    //| label: streams
    import Foundation
    print("to standard output: ä < & 世界")
    FileHandle.standardError.write(Data("to standard error\n".utf8))
    ```

    ```swift
    6 * 7
    ```

    ```swift
    //| label: tbl-numbers
    //| tbl-cap: "A table of *two* numbers"
    Table(columns: ["name", "number"], rows: [["one & only", 1], ["half", 0.5]])
    ```

    ```swift
    //| label: tbl-long
    //| code-fold: true
    let words = ["even", "odd"]
    Table(columns: ["number", "half", "word"], rows: (1...1000).map { [$0, Double($0) / 2, words[$0 % 2]] })
    ```

    ```swift
    for line in 1...100 { print("\u{1B}[\(31 + line % 6)mline \(line)\u{1B}[0m") }
    print(String(repeating: "a long line ", count: 200))
    ```

    ### Pictures

    ```swift
    struct Square: Displayable {
      var mimeBundle: MIMEBundle {
        let dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        return MIMEBundle(plainText: "a square")
          .adding(.svg, #"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect id="r" width="20" height="20"/></svg>"#)
          .adding(.png, data: Array(Data(base64Encoded: dot)!))
      }
    }
    Square()
    ```

    ```swift
    //| label: fig-moving
    //| fig-cap: "A square that grows."
    func picture(_ side: Int) -> String {
      "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='60'><title>A square of \(side)</title><rect id='r' width='\(side)' height='\(side)'/></svg>"
    }
    let frames = [10, 20, 40, 60].map { PictureSequence.Frame(label: "side \($0)", svg: picture($0)) }
    MIMEBundle(plainText: "a square").adding(.svg, picture(60)).adding(.pictureSequence, PictureSequence(title: "Growing", frames: frames).json)
    ```

    ```swift
    //| label: fig-named
    //| fig-alt: "A small square."
    //| fig-height: 0.5
    MIMEBundle(plainText: "a square").adding(.svg, picture(30))
    ```

    ### Markup

    ```swift
    display(MIMEBundle(plainText: "x²").adding(.latex, "$$x^2$$"))
    display(MIMEBundle(plainText: "{}").adding(.json, #"{"loss": [0.5, 0.25], "done": true, "none": null}"#))
    display(MIMEBundle(plainText: "bold").adding(.html, "<b>displayed markup</b>"))
    let progress = display("0 %")
    progress.update("100 %")
    ```

    | a | table |
    |---|------:|
    | of the | prose |

    ::: exercise
    Do it.
    :::

    ::: solution On a *title*
    Done.
    :::

    ## What fails

    ```swift
    //| eval: false
    neverRun()
    ```

    ```swift
    //| error: true
    let short = [1, 2, 3]
    print("before the trap")
    short[7]
    ```

    ```swift
    //| error: true
    let wrong: Int = "text" // and a line that is much too long for any telephone, so that it scrolls in a box of its own
    ```

    ```swift
    //| error: true
    struct Refused: Error {}
    throw Refused()
    ```

    """#
}
