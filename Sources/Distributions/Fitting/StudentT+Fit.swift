import Glibc
import Tensors

extension StudentT {
  /// Maximum likelihood, by the EM algorithm for location and scale (Lange, Little and Taylor, 1989, in the faster
  /// form of Liu, Rubin and Wu, 1998), and by golden sections for the degrees of freedom, unless `df` gives them.
  ///
  /// They are sought from 0.1 to 10⁶; of data with tails as light as the normal distribution's the latter comes out.
  /// Traps where there are no data, where half or more of them are the same, and where `df` is not positive.
  public static func fit(
    _ data: some DistributionValue, df: Double? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> StudentT {
    if let df, !(df > 0 && df < .infinity) {
      fail("StudentT.fit: df must be positive, and is \(df)", file: file, line: line)
    }
    let data = FitData("StudentT", data, .real, file, line)
    let sorted = data.values.sort().values, count = data.values.elementCount
    let quarter = max(count / 4, 1)
    // The widest run of equal values among n/2 neighbours.
    let half = (count + 1) / 2
    let isTied = (sorted.narrow(0, half - 1, count - half + 1) == sorted.narrow(0, 0, count - half + 1)).any()
    data.refuse(
      isTied, "half of the values or more are the same: the likelihood grows without bound as scale goes to 0")
    let spread: Double = sorted[count - quarter].item() - sorted[quarter - 1].item()
    var search = Location(
      values: data.values, loc: data.values.median().item(), square: max(spread * spread / 2, .leastNormalMagnitude))
    if let df {
      _ = search.climb(df)
      return StudentT(df, search.loc, search.square.squareRoot(), dtype: data.dtype)
    }
    var (low, high) = (log(0.1), log(1e6))
    let golden = (sqrt(5.0) - 1) / 2
    var (a, b) = (high - golden * (high - low), low + golden * (high - low))
    var (la, lb) = (search.climb(exp(a)), search.climb(exp(b)))
    while high - low > 1e-7 {
      if la >= lb {
        (high, b, lb) = (b, a, la)
        a = high - golden * (high - low)
        la = search.climb(exp(a))
      } else {
        (low, a, la) = (a, b, lb)
        b = low + golden * (high - low)
        lb = search.climb(exp(b))
      }
    }
    let best = exp((low + high) / 2)
    _ = search.climb(best)
    return StudentT(best, search.loc, search.square.squareRoot(), dtype: data.dtype)
  }

  /// The most likely location and scale for given degrees of freedom.
  private struct Location {
    let values: Tensor
    var loc: Double
    /// σ²
    var square: Double

    /// Goes to the maximum from where it is, and gives the mean logarithm of the likelihood there.
    mutating func climb(_ nu: Double) -> Double {
      for _ in 0..<1000 {
        let weights = (nu + 1) / ((values - loc).square() / square + nu)
        let sum: Double = weights.sum().item()
        let next: Double = (weights * values).sum().item() / sum
        let nextSquare: Double = (weights * (values - next).square()).sum().item() / sum
        let scale = nextSquare.squareRoot()
        let isDone = abs(next - loc) <= 1e-11 * scale && abs(nextSquare - square) <= 1e-11 * square
        (loc, square) = (next, nextSquare)
        if isDone { break }
      }
      let z = ((values - loc).square() / (square * nu)).log1p()
      let mean: Double = z.mean().item()
      return lgamma((nu + 1) / 2) - lgamma(nu / 2) - log(nu * square) / 2 - (nu + 1) / 2 * mean
    }
  }
}
