import ClassicalModels
import NotebookDisplay
import Tensors
import Testing

@Suite struct ConfusionMatrixTests {
  private let matrix = ConfusionMatrix(
    predicted: Tensor([0, 1, 1, 2, 0, 2]), actual: Tensor([0, 1, 2, 2, 1, 2]), classCount: 3)

  @Test("rows are classes, columns what they are taken for")
  func counts() {
    #expect(matrix.counts == [[1, 0, 0], [1, 1, 0], [0, 1, 2]])
    #expect(matrix.total == 6 && matrix.accuracy == 4.0 / 6)
    #expect(matrix.precision(of: 0) == 0.5 && matrix.recall(of: 2) == 2.0 / 3 && matrix.f1(of: 1) == 0.5)
  }

  @Test("it shows itself as text and as a field of colours, with names")
  func display() {
    let bundle = matrix.named(["cat", "dog", "cow"]).mimeBundle
    #expect(bundle.plainText.hasPrefix("    cat dog cow\ncat   1   0   0\n"))
    #expect(bundle.text(.svg)!.contains("66.7 % of 6 right"))
    #expect(matrix.table.rows.count == 3)
  }

  @Test("a classifier counts, and generic code too")
  func classifier() {
    let x = Tensor([[0], [1], [2], [3]]), y = Tensor([0, 0, 1, 1])
    func share(_ model: some ProbabilisticClassifier) -> Double {
      #expect(model.predict(x).equal(model.probabilities(x).argmax(1)))
      return model.accuracy(x, y)
    }
    #expect(share(KNearestNeighbors.fit(x, y, k: 1)) == 1)
    #expect(NaiveBayes.fit(x, y).confusionMatrix(x, Tensor([1, 0, 1, 1])).counts == [[1, 0], [1, 2]])
  }
}
