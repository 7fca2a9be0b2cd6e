import Glibc
import Tensors

// Variational inference: P(θ, z | document) is approximated by a Dirichlet(γ) and independent topics of the words.
extension LatentDirichletAllocation {
  /// The topics' shares in each document, `(documents, topics)`. Traps where the counts have another number of words.
  public func transform(_ counts: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let x = Self.checked(counts, words: topics.shape[1], "transform", file, line)
    let gamma = infer(x).gamma
    return gamma / gamma.sum(1, keepDim: true)
  }

  /// e^(−bound / number of words), by the lower bound of ln P(documents): how many words the next one is as uncertain as.
  /// The
  /// lower the better. Traps where there are no words.
  public func perplexity(_ counts: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Double {
    let x = Self.checked(counts, words: topics.shape[1], "perplexity", file, line)
    let total = x.sum().item() as Double
    if total == 0 { fail("perplexity: the documents have no words", file: file, line: line) }
    let (gamma, theta) = infer(x)
    return exp(-bound(x, gamma, theta, norms(theta)) / total)
  }

  /// γ, and e^E[ln θ], both `(documents, topics)`; γ begins with ones, and is improved
  /// until it changes by less than 0.001 on average, at most a hundred times.
  func infer(_ x: Tensor) -> (gamma: Tensor, theta: Tensor) {
    let (documents, words, count) = (x.shape[0], x.shape[1], topics.shape[0])
    let gamma = Tensor.ones(documents, count, dtype: .float64)
    var theta: Tensor?
    let result = Tensor.filled([documents, count], .float64, as: Double.self) { out in
      gamma.withElements(as: Double.self) { _ = out.update(fromContentsOf: $0) }
      theta = Tensor.filled([documents, count], .float64, as: Double.self) { theta in
        x.withElements(as: Double.self) { counts in
          expectedWords.withElements(as: Double.self) { beta in
            ck_topics_infer(
              documents, words, count, counts.baseAddress!, beta.baseAddress!, documentPrior, 100, 1e-3,
              out.baseAddress!, theta.baseAddress!)
          }
        }
      }
    }
    return (result, theta!)
  }

  /// Σₖ e^E[ln θ] e^E[ln β], `(documents, words)`.
  func norms(_ theta: Tensor) -> Tensor { matmul(theta, expectedWords) + 0x1p-52 }

  /// The lower bound of ln P(documents), what is known of the topics included.
  func bound(_ x: Tensor, _ gamma: Tensor, _ theta: Tensor, _ norms: Tensor) -> Double {
    let documents = (x * norms.log()).sum().item() as Double
    var bound = documents + Self.gain(documentPrior, gamma)
    if let topicParameters { bound += Self.gain(topicPrior, topicParameters) }
    return bound
  }

  /// E[ln p(θ) − ln q(θ)], q being Dirichlet(γ) with a row for each distribution and p Dirichlet of one number.
  private static func gain(_ prior: Double, _ gamma: Tensor) -> Double {
    let size = Double(gamma.shape[1])
    let sums = gamma.sum(1, keepDim: true)
    let logarithms = gamma.digamma() - sums.digamma()
    let first = ((prior - gamma) * logarithms).sum().item() as Double
    let second = gamma.lgamma().sum().item() - sums.lgamma().sum().item() as Double
    let constant = Glibc.lgamma(prior * size) - size * Glibc.lgamma(prior)
    return first + second + Double(gamma.shape[0]) * constant
  }
}

@_extern(c, "ck_topics_infer") private func ck_topics_infer(
  _ documents: Int, _ words: Int, _ topics: Int, _ counts: UnsafeRawPointer, _ beta: UnsafeRawPointer, _ prior: Double,
  _ most: Int, _ tolerance: Double, _ gamma: UnsafeMutableRawPointer, _ theta: UnsafeMutableRawPointer)
