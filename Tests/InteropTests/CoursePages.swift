import Foundation

/// The pages of the course. Each is run once for all tests that look at what became of it.
enum CoursePages {
  static let all = ((try? FileManager.default.contentsOfDirectory(atPath: TrialFolder.repository + "/notebooks")) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted().map { TrialFolder.repository + "/notebooks/" + $0 }

  /// The HTML file that a page has become.
  static func html(of page: String) async throws -> String { try await runs.html(of: page) }

  private static let runs = Runs()

  private actor Runs {
    private var folder: TrialFolder?

    private func sharedFolder() throws -> TrialFolder {
      if let folder { return folder }
      let folder = try TrialFolder()
      folder.keepUntilExit()
      self.folder = folder
      return folder
    }

    private var running: [String: Task<String, any Error>] = [:]

    func html(of page: String) async throws -> String {
      if running[page] == nil {
        let folder = try sharedFolder()
        running[page] = Task {
          try await folder.runNotebook(page, "--quiet", "--output", folder.path)
          return "\(folder.path)/\(((page as NSString).lastPathComponent as NSString).deletingPathExtension).html"
        }
      }
      return try await running[page]!.value
    }
  }
}
