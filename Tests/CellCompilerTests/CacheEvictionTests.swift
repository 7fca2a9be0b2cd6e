import Foundation
import Testing

@testable import CellCompiler

@Suite("Keeping a cache within its size")
struct CacheEvictionTests {
  private let folder = NSTemporaryDirectory() + "/notebook-eviction-\(UUID().uuidString)"

  /// Makes an entry of 1000 bytes, last used so many seconds after 1970.
  private func make(_ name: String, used: Int, isFolder: Bool = false) throws {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(
      atPath: isFolder ? path : folder, withIntermediateDirectories: true)
    let size = isFolder ? 1000 - Int(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0) : 1000
    try Data(count: max(0, size)).write(to: URL(fileURLWithPath: isFolder ? path + "/file" : path))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: Double(used))], ofItemAtPath: path)
  }

  private var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }
  private func evict(limit: Int) { CacheEviction(folder: folder, limit: limit).run() }
  private func clean() { try? FileManager.default.removeItem(atPath: folder) }

  @Test("nothing is removed from a cache that is small enough")
  func small() throws {
    defer { clean() }
    for index in 0..<4 { try make("\(index)", used: index) }
    evict(limit: 4000)
    #expect(names == ["0", "1", "2", "3"])
  }

  @Test("what was not used for the longest time goes first, until a quarter is free")
  func oldest() throws {
    defer { clean() }
    for index in 0..<10 { try make("\(index)", used: 100 - index) }
    evict(limit: 8000)
    #expect(names == ["0", "1", "2", "3", "4", "5"])
  }

  @Test("an entry that was used is young again")
  func touched() throws {
    defer { clean() }
    for index in 0..<4 { try make("\(index)", used: index) }
    CacheEviction.touch(folder + "/0")
    evict(limit: 3000)
    #expect(names == ["0", "3"])
  }

  @Test("an entry that is a folder goes whole")
  func folders() throws {
    defer { clean() }
    try make("a", used: 1, isFolder: true)
    try make("b", used: 2)
    evict(limit: 1500)
    #expect(names == ["b"])
  }

  @Test("what an ended run left unfinished goes after a day; what another is writing stays")
  func unfinished() throws {
    defer { clean() }
    try make(".old", used: 1)
    try make(".new", used: Int(Date().timeIntervalSince1970))
    evict(limit: 1 << 20)
    #expect(names == [".new"])
    evict(limit: 1)
    #expect(names == [".new"])
  }

  @Test("a cache that is not there is left so")
  func missing() {
    evict(limit: 0)
    #expect(names.isEmpty)
  }
}
