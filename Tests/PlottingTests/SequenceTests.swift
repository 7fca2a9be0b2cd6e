import Foundation
import NotebookDisplay
import Rasterization
import Testing

@testable import Plotting

@Suite("Sequences of figures")
struct SequenceTests {
  private func waves(_ count: Int) -> FigureSequence {
    sequence(
      title: "A wave",
      (0..<count).map { step in
        ("step \(step)", plot([0, Double(step), 1], size: FigureSize(width: 2, height: 1.5)))
      })
  }

  @Test("a sequence travels as its pictures, with the last one for readers without a slider")
  func bundle() throws {
    let bundle = waves(3).mimeBundle
    #expect(bundle.plainText == "Sequence: A wave; 3 figures, step 0 to step 2")
    let json = try #require(bundle.text(.pictureSequence))
    let pictures = try JSONDecoder().decode(PictureSequence.self, from: Data(json.utf8))
    #expect(pictures.frames.map(\.label) == ["step 0", "step 1", "step 2"])
    #expect(pictures.frames.last?.svg == bundle.text(.svg))
  }

  @Test("the axes of all frames show the same numbers, unless that is not wanted")
  func limits() {
    let shared = waves(5)
    #expect(Set(shared.frames.map { $0.figure.yLimits }).count == 1)
    #expect(shared.frames[0].figure.yLimits!.contains(4))
    let free = sequence([plot([0, 1]), plot([0, 9])], sharedLimits: false)
    #expect(free.frames.allSatisfy { $0.figure.yLimits == nil })
    let own = sequence([plot([0, 1]), plot([0, 9])])
    own.frames[0].figure.yLimits = 0...100
    #expect(own.frames[0].figure.yLimits == 0...100)
  }

  @Test("a film is written as GIF and as animated PNG, and replaces a file at once")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "films-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let film = waves(3)
    for name in ["film.gif", "film.png"] { try film.save(folder.appending(path: name).path) }
    #expect(try Data(contentsOf: folder.appending(path: "film.gif")).prefix(6) == Data("GIF89a".utf8))
    #expect(try Data(contentsOf: folder.appending(path: "film.png")).range(of: Data("acTL".utf8)) != nil)
    let figure = plot([1, 2])
    for name in ["one.svg", "one.png", "one.svg"] { try figure.save(folder.appending(path: name).path) }
    #expect(try String(contentsOf: folder.appending(path: "one.svg"), encoding: .utf8) == figure.svg)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
    #expect(throws: PictureFileError.unknownEnding(path: "x.jpeg", known: ["svg", "png"])) { try figure.save("x.jpeg") }
    #expect(throws: PictureFileError.self) { try figure.save("/nowhere/at/all.svg") }
  }

  @Test("figures of several sizes are no film, and the error says so")
  func sizes() {
    let film = sequence([
      plot([1, 2], size: FigureSize(width: 2, height: 1)), plot([1, 2], size: FigureSize(width: 1, height: 1)),
    ])
    #expect(throws: FilmError.sizes) { try film.gif() }
    #expect(throws: FilmError.sizes) { try film.apng() }
  }
}
