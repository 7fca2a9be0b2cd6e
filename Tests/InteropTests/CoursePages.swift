import Foundation

/// The pages of the course. Each is run once for all tests that look at what became of it; one after the other, since a run uses
/// all processors.
enum CoursePages {
  static let all = ((try? FileManager.default.contentsOfDirectory(atPath: TrialFolder.repository + "/notebooks")) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted().map { TrialFolder.repository + "/notebooks/" + $0 }

  /// The HTML file that a page has become.
  static func html(of page: String) async throws -> String { try await runs.html(of: page) }

  private static let runs = Runs()

  private actor Runs {
    private var folder: TrialFolder?
    private var running: [String: Task<String, any Error>] = [:]
    private var last: Task<String, any Error>?

    func html(of page: String) async throws -> String {
      if running[page] == nil {
        let folder = try sharedFolder()
        let before = last
        last = Task {
          _ = try? await before?.value
          try await folder.runNotebook(page, "--quiet", "--output", folder.path)
          return "\(folder.path)/\(((page as NSString).lastPathComponent as NSString).deletingPathExtension).html"
        }
        running[page] = last
      }
      return try await running[page]!.value
    }

    private func sharedFolder() throws -> TrialFolder {
      if let folder { return folder }
      let folder = try TrialFolder()
      folder.keepUntilExit()
      self.folder = folder
      return folder
    }
  }
}
