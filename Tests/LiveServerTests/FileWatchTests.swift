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

  @Test("a save is noticed also after the folder was removed or renamed, and made again", arguments: [true, false])
  func folderMadeAgain(isRemoved: Bool) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/notebook-watch-\(UUID().uuidString)"
    let files = FileManager.default, inner = folder + "/inner", page = URL(fileURLWithPath: inner + "/page.md")
    try files.createDirectory(atPath: inner, withIntermediateDirectories: true)
    defer { try? files.removeItem(atPath: folder) }
    let watch = try FileWatch(page.path)
    var saves = watch.saves.makeAsyncIterator()
    if isRemoved {
      try files.removeItem(atPath: inner)
    } else {
      try files.moveItem(atPath: inner, toPath: folder + "/other")
    }
    try files.createDirectory(atPath: inner, withIntermediateDirectories: true)
    #expect(await saves.next() != nil, "the folder came back, and with it perhaps the file")
    try Data("1".utf8).write(to: page)
    #expect(await saves.next() != nil)
  }

  @Test("a folder that is not there can't be watched")
  func missing() { #expect(throws: CocoaError.self) { try FileWatch("/nowhere/page.md") } }
}
