import Glibc
import Tensors

/// ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = ½ (p + q), in nats: from 0 for equals to ln 2 for distributions that share no
/// value.
///
/// The sum over the supports, or for densities of numbers the integral, to about eleven digits; for vectors, and with
/// `samples`, the mean of as many samples of each.
public func jensenShannonDivergence(
  _ p: some Distribution, _ q: some Distribution, samples: Int? = nil, generator: Generator = .default,
  file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  let pair = Pair("jensenShannonDivergence", p, q, samples: samples, generator: generator, file, line)
  if pair.isMixed { return pair.result(log(2)) }
  // −ln ½(1 + q/p): 0 share of q gives ln 2.
  func part(_ logP: Tensor, _ logQ: Tensor) -> Tensor {
    log(2)
      - Tensor.logaddexp(
        Tensor.zeros([], dtype: logP.dtype), (logQ - logP).nanToNum(posinf: .infinity, neginf: -.infinity))
  }
  let first = pair.mean(part), second = pair.swapped.mean(part)
  return pair.result((first + second) * 0.5)
}
