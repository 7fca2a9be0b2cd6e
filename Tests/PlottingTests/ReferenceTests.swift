import Testing

@testable import Plotting

@Suite("Charts look as they did")
struct ReferenceTests {
  @Test("a chart resembles its reference picture", arguments: EveryChart.all().indices)
  func resembles(index: Int) throws {
    let (name, figure) = EveryChart.all()[index]
    let own = try Thumbnail(figure)
    let reference = try #require(referencePictures[name], "‘\(name)’ has no reference; it looks like\n\(own)")
    #expect(own.resembles(Thumbnail(reference)), "‘\(name)’ looks like\n\(own)")
  }

  @Test("a chart in another font resembles its reference too")
  func fonts() throws {
    for (name, figure) in EveryChart.all() {
      for font in ["Liberation Sans", "Noto Sans", "monospace"] {
        let svg = figure.svg.replacing(ChartStyle.fonts, with: font)
        let reference = Thumbnail(try #require(referencePictures[name]))
        #expect(try Thumbnail(svg: svg).resembles(reference), "‘\(name)’ in \(font)")
      }
    }
  }

  @Test("another chart, and the same with other data, does not resemble the reference")
  func differs() throws {
    let charts = EveryChart.all()
    let line = Thumbnail(try #require(referencePictures["line"]))
    for (name, figure) in charts where name != "line" {
      #expect(try !Thumbnail(figure).resembles(line), "‘\(name)’")
    }
    let falling = plot(
      Array(EveryChart.line.reversed()), label: "growth", title: "Growth", xLabel: "step", yLabel: "size")
    #expect(try !Thumbnail(falling).resembles(line))
    let thick = plot(EveryChart.line, title: "Growth", xLabel: "step", yLabel: "size")
    thick.plot(EveryChart.line.map { $0 * 0.5 })
    #expect(try !Thumbnail(thick).resembles(line))
  }
}
