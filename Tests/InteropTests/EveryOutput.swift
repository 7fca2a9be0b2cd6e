/// A page with every kind of output that a cell can have.
enum EveryOutput {
  static let page = #"""
    ---
    title: Every kind of output
    jupyter:
      kernelspec: {name: swift, display_name: Swift, language: swift}
    ---

    Prose with *emphasis* and $e^{i\pi} = -1$.

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
    display(MIMEBundle(plainText: "x²").adding(.latex, "$$x^2$$"))
    display(MIMEBundle(plainText: "{}").adding(.json, #"{"loss": [0.5, 0.25], "done": true, "none": null}"#))
    display(MIMEBundle(plainText: "bold").adding(.html, "<b>displayed markup</b>"))
    let progress = display("0 %")
    progress.update("100 %")
    ```

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
    let wrong: Int = "text"
    ```

    ```swift
    //| error: true
    struct Refused: Error {}
    throw Refused()
    ```

    """#
}
