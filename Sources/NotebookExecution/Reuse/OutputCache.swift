import CellCompiler
import Foundation

/// Kept runs on disk, each in a file named by its page's key, and of each page what its last run was.
///
/// Files appear by rename, so that runs side by side don't disturb each other, and carry a digest by which damage is noticed.
struct OutputCache {
  /// What the last run of a page was, to say why the next can't use it.
  struct LastRun: Codable {
    let key: PageKey
    /// Why it was not kept; nil where it was.
    let notKept: NotKept?
  }

  private let runs: String
  private let pages: String

  /// A cache in a folder, which is made where it is missing.
  init(folder: String) {
    runs = folder + "/outputs"
    pages = folder + "/pages"
  }

  /// The kept run of a key; nil where there is none, or where it is not as it was written: then it is removed.
  func run(for key: PageKey) -> KeptRun? {
    let path = "\(runs)/\(key.digest)"
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let header = data.prefix(Self.headerSize)
    let body = data.dropFirst(Self.headerSize)
    guard header == Self.header(of: body), let run = try? PropertyListDecoder().decode(KeptRun.self, from: body) else {
      unlink(path)
      return nil
    }
    // The moment of its last use decides how long it stays.
    CacheEviction.touch(path)
    return run
  }

  func keep(_ run: KeptRun, for key: PageKey) {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    guard let body = try? encoder.encode(run) else { return }
    write(Self.header(of: body) + body, to: "\(runs)/\(key.digest)")
  }

  /// Removes what is kept for a key, which a later run has shown to be out of date.
  func remove(_ key: PageKey) { unlink("\(runs)/\(key.digest)") }

  func lastRun(of page: PageLocation) -> LastRun? {
    FileManager.default.contents(atPath: path(of: page)).flatMap { try? JSONDecoder().decode(LastRun.self, from: $0) }
  }

  func note(_ run: LastRun, of page: PageLocation) {
    if let data = try? JSONEncoder().encode(run) { write(data, to: path(of: page)) }
  }

  private func path(of page: PageLocation) -> String { "\(pages)/\(Digest(of: page.directory, page.fileName))" }

  private static let headerSize = 65
  private static func header(of body: Data) -> Data { Data((Digest(of: body).description + "\n").utf8) }

  /// A cache that can't be written is no error: the next run computes again.
  private func write(_ data: Data, to path: String) {
    let folder = (path as NSString).deletingLastPathComponent, temporary = "\(folder)/.\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard (try? data.write(to: URL(fileURLWithPath: temporary))) != nil, rename(temporary, path) == 0 else {
      unlink(temporary)
      return
    }
  }
}
