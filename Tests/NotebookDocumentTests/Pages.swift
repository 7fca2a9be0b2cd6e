import NotebookDocument

/// A page in the tests' own words.
func read(_ text: String, name: String = "page.md") throws -> Notebook {
  try Notebook(source: Array(text.utf8), name: name)
}

/// The problems of a page, as the author reads them; none where it is read without one.
func problems(of text: String) -> [String] {
  do {
    _ = try read(text)
    return []
  } catch let errors as NotebookErrors {
    return errors.problems.map(\.description)
  } catch {
    return ["\(error)"]
  }
}

/// A page with nearly everything that a page can have.
let richPage = """
  ---
  title: "Generative models: a first look"
  order: 2
  seed: 42
  jupyter:
    kernelspec: {name: swift, display_name: Swift, language: swift}
    jupytext: {custom_language_magics: swift}
  ---

  # A heading with $x^2$

  ```swift
  //| label: setup
  //| fig-cap: |
  //|   Two
  //|   lines.
  let a = 1
  ```

  1. One

     ~~~~ swift
     let b = "~~~"
     ~~~
     ~~~~

  > ```{swift}
  > #| echo: false
  > a + b
  > ```

  ```{code-cell} swift
  :label: myst
  a
  ```

  ```python
  print("not a cell")
  ```

      ```swift
      neither
      ```

  ```swift {.noeval}
  never()
  ```

  """
