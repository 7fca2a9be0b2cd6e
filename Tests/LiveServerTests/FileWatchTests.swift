import Foundation
import LiveServer
import Testing

@Suite struct FileWatchTests {
  @Test("a save is noticed, in place and by renaming, also of the file that a link points to")
  func saves() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/notebook-watch-\(UUID().uuidString)"
    let files = FileManager.default
    try files.createDirectory(atPath: folder + "/else", withIntermediateDirectories: true)
    defer { try? files.removeItem(atPath: folder) }
    try Data("1".utf8).write(to: URL(fileURLWithPath: folder + "/else/page.md"))
    try files.createSymbolicLink(atPath: folder + "/link.md", withDestinationPath: "else/page.md")

    let watch = try FileWatch(folder + "/link.md")
    var saves = watch.saves.makeAsyncIterator()
    try Data("other".utf8).write(to: URL(fileURLWithPath: folder + "/other.md"))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "/else/page.md"))
    try file.write(contentsOf: Data("22".utf8))
    try file.close()
    #expect(await saves.next() != nil)
    try Data("3".utf8).write(to: URL(fileURLWithPath: folder + "/else/page.md"), options: .atomic)
    #expect(await saves.next() != nil)
    watch.cancel()
    while await saves.next() != nil {}
  }

  @Test("a folder that is not there can't be watched")
  func missing() { #expect(throws: CocoaError.self) { try FileWatch("/nowhere/page.md") } }
}
