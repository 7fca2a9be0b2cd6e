import Testing

@testable import Plotting

@Suite("Figures")
struct FigureTests {
  @Test("a line's figure is told in one line of text")
  func plainText() {
    let figure = plot([0.7, 0.4, 0.1], label: "train", title: "Loss by epoch").plot([0.7, 0.5, 0.3], label: "test")
    #expect(figure.description == "Figure: Loss by epoch; 2 lines, 3 points each; x 0…2, y 0.1…0.7")
  }
}
