import NotebookDisplay
import Tensors

/// Sequences one after the other, as the C loops take them: that of index s has the steps begins[s]..<begins[s + 1].
struct PackedSequences {
  /// Symbols `(steps)`, int64, or numbers `(steps, features)`.
  let observations: Tensor
  let begins: [Int64]

  var count: Int { begins.count - 1 }
  var steps: Int { Int(begins.last!) }

  /// Traps where there is no sequence or an empty one, or the observations are none that the model could emit.
  init(_ sequences: [Tensor], symbols: Int?, features: Int?, _ caller: Caller) {
    if sequences.isEmpty { caller.fail("there are no sequences") }
    var begins: [Int64] = [0]
    var parts: [Tensor] = []
    for (number, sequence) in sequences.enumerated() {
      let name = sequences.count == 1 ? "the sequence" : "sequence \(number)"
      var x = sequence.detach()
      if features != nil && x.ndim == 1 { x = x.unsqueeze(1) }
      let shape = features.map { "(steps, \($0))" } ?? "(steps)"
      if x.ndim != (features == nil ? 1 : 2) || features.map({ x.shape[1] != $0 }) ?? false {
        caller.fail("\(name) has shape \(sequence.shape): \(shape) is expected")
      }
      if x.shape[0] == 0 { caller.fail("\(name) is empty") }
      if let symbols {
        let wrong = (x < 0) | (x >= Double(symbols)) | (x.dtype == .int64 ? x < 0 : x != x.to(.float64).floor())
        if wrong.any() {
          let step = Int(wrong.to(.int64).argmax(0).item() as Double)
          caller.fail(
            "\(name) has \(Table.text(of: x.scalars[step])) at step \(step): symbols are the whole numbers 0 to \(symbols - 1)"
          )
        }
        x = x.to(.int64)
      } else {
        x = x.to(.float64)
        if !x.isfinite().all() {
          let step = Int(x.isfinite().all(1).logicalNot().to(.int64).argmax(0).item() as Double)
          caller.fail("\(name) is not finite at step \(step)")
        }
      }
      begins.append(begins.last! + Int64(x.shape[0]))
      parts.append(x)
    }
    observations = parts.count == 1 ? parts[0] : cat(parts)
    self.begins = begins
  }
}

/// `CKMarkovChains`: what the recursions read.
struct MarkovChains {
  let sequences: Int
  let states: Int
  let begins: UnsafePointer<Int64>
  let start: UnsafePointer<Double>
  let transitions: UnsafePointer<Double>
  let logEmission: UnsafePointer<Double>

  /// `CK_MARKOV_SLICES`.
  static let slices = 16
}

@_extern(c, "ck_markov_posterior") func ck_markov_posterior(
  _ chains: UnsafeRawPointer, _ weights: UnsafeMutableRawPointer, _ logLikelihood: UnsafeMutableRawPointer,
  _ posterior: UnsafeMutableRawPointer?, _ moves: UnsafeMutableRawPointer?)
@_extern(c, "ck_markov_viterbi") func ck_markov_viterbi(
  _ chains: UnsafeRawPointer, _ back: UnsafeMutableRawPointer, _ logProbability: UnsafeMutableRawPointer,
  _ path: UnsafeMutableRawPointer)
@_extern(c, "ck_markov_walk") func ck_markov_walk(
  _ steps: Int, _ states: Int, _ start: UnsafeRawPointer, _ transitions: UnsafeRawPointer, _ uniform: UnsafeRawPointer,
  _ path: UnsafeMutableRawPointer)
