extension FrontMatter {
  private enum Name: String, CaseIterable {
    case title, description, order, seed, timeout, cache, jupyter
  }

  /// Names that Quarto, Jupytext, MyST and Pandoc read, and that mean nothing here.
  static let namesOfOtherSystems: Set<String> = [
    "abstract", "aliases", "author", "authors", "bibliography", "categories", "citation", "copyright", "crossref",
    "csl", "date", "date-modified", "doi", "downloads", "draft", "engine", "execute", "exports", "filters", "format",
    "github", "image", "kernelspec", "keywords", "jupytext", "lang", "language", "lightbox", "license", "listing",
    "math", "name", "number-sections", "numbering", "page-layout", "params", "resources", "short_title", "sidebar",
    "subject", "subtitle", "tags", "thumbnail", "toc", "toc-depth", "toc-title", "venue", "website",
  ]

  /// Reads the entries of a page's front matter; appends what is wrong with them to `problems`.
  init(_ entries: [YAMLEntry], problems: inout [NotebookError]) {
    for entry in entries {
      do throws(NotebookError) {
        if let name = Name(rawValue: entry.name) {
          try set(name, from: entry)
        } else if Self.namesOfOtherSystems.contains(entry.name) {
          others.append(MetadataValue.Entry(name: entry.name, value: entry.metadata))
        } else {
          let known = Name.allCases.map(\.rawValue)
          throw NotebookError(
            file: entry.file, line: entry.line, message: "unknown name ‘\(entry.name)’ in the front matter",
            hint: NearestName.hint(for: entry.name, among: known + Self.namesOfOtherSystems.sorted())
              ?? "known are \(known.joined(separator: ", "))")
        }
      } catch {
        problems.append(error)
      }
    }
  }

  private mutating func set(_ name: Name, from entry: YAMLEntry) throws(NotebookError) {
    switch name {
    case .title: title = try entry.text()
    case .description: description = try entry.text()
    case .order: order = try entry.integer()
    case .seed: seed = try entry.natural()
    case .timeout: timeout = try entry.positiveNumber(of: "seconds")
    case .cache: cache = try entry.bool()
    case .jupyter: jupyter = try entry.jupyter()
    }
  }
}

extension YAMLEntry {
  /// The name of a kernel, or a mapping whose kernelspec, where there is one, is Swift's.
  fileprivate func jupyter() throws(NotebookError) -> MetadataValue {
    let kernel: String?
    switch metadata {
    case .string(let name): kernel = name
    case .mapping: kernel = metadata["kernelspec"]?["language"]?.text ?? metadata["kernelspec"]?["name"]?.text
    default: throw error("‘jupyter’ must be a mapping, such as ‘kernelspec: {name: swift}’")
    }
    if let kernel, !kernel.lowercased().hasPrefix("swift") {
      throw error("the page is for the kernel ‘\(kernel)’", hint: "cells run in the kernel ‘swift’")
    }
    return metadata
  }
}
