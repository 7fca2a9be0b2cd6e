import Foundation
import Testing

@testable import CellCompiler

@Suite("Compiled cells on disk")
struct CellCacheTests {
  private let folder = TemporaryFolder()
  private let key = Digest(of: "a key")
  private let warning = CompilerDiagnostic(
    severity: .warning, message: "w", line: 3, column: 1, notes: [.init(message: "n")])

  private func store(_ text: String = "library", in cache: CellCache) throws {
    try folder.write(text, to: "a.so")
    try folder.write("module", to: "a.swiftmodule")
    cache.store(library: folder.path + "/a.so", module: folder.path + "/a.swiftmodule", warnings: [warning], for: key)
  }

  private func library(in cache: CellCache) -> String? {
    cache.entry(for: key).map { String(decoding: $0.library, as: UTF8.self) }
  }

  @Test("what was kept is found again, with its warnings")
  func keeping() throws {
    let cache = CellCache(folder: folder.path + "/cells")
    #expect(cache.entry(for: key) == nil)
    try store(in: cache)
    #expect(library(in: cache) == "library")
    #expect(cache.entry(for: key)?.warnings == [warning])
    #expect(cache.entry(for: Digest(of: "another key")) == nil)
  }

  @Test(
    "an entry that is not as it was written is removed", arguments: ["cell.so", "cell.swiftmodule", "manifest.json"])
  func damage(file: String) throws {
    let cache = CellCache(folder: folder.path + "/cells")
    try store(in: cache)
    try folder.write("other", to: "cells/\(key)/\(file)")
    #expect(cache.entry(for: key) == nil)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/cells/\(key)"))
    try store(in: cache)
    #expect(library(in: cache) == "library")
  }

  @Test("one that is there stays; refreshing replaces it; ignoring leaves it alone")
  func policies() throws {
    let cells = folder.path + "/cells"
    try store("1", in: CellCache(folder: cells))
    try store("2", in: CellCache(folder: cells))
    #expect(library(in: CellCache(folder: cells)) == "1")
    #expect(CellCache(folder: cells, policy: .refresh).entry(for: key) == nil)
    try store("3", in: CellCache(folder: cells, policy: .refresh))
    try store("4", in: CellCache(folder: cells, policy: .ignore))
    #expect(library(in: CellCache(folder: cells)) == "3")
    #expect(try FileManager.default.contentsOfDirectory(atPath: cells) == [key.description])
  }

  @Test("a folder that can't be written is no error")
  func unwritable() throws {
    try folder.write("a file", to: "cells")
    let cache = CellCache(folder: folder.path + "/cells")
    try store(in: cache)
    #expect(cache.entry(for: key) == nil)
  }

  @Test("a digest depends on where its parts are divided")
  func digests() {
    #expect(Digest(of: "ab", "c") != Digest(of: "a", "bc"))
    // printf '' | sha256sum
    #expect(Digest(of: [UInt8]()).description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}

extension CellCache.Entry: Equatable {
  public static func == (a: CellCache.Entry, b: CellCache.Entry) -> Bool {
    a.library == b.library && a.module == b.module
  }
}

/// A folder of a test's own, gone with it.
final class TemporaryFolder: Sendable {
  let path = FileManager.default.temporaryDirectory.path + "/notebook-test-\(UUID().uuidString)"

  init() { try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String, executable: Bool = false) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    if executable { chmod("\(path)/\(name)", 0o755) }
  }
}
