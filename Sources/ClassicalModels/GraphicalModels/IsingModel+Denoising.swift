import Glibc
import Tensors

extension IsingModel {
  /// What is known of a picture of ±1 after each pixel was turned over with probability p: the prior that neighbours
  /// agree, with the coupling J, times the noise's likelihood, which is a field hᵢ = ½ ln((1 − p)/p) yᵢ (Geman and
  /// Geman, 1984).
  ///
  /// ```swift
  /// let posterior = IsingModel(denoising: noisy, flipProbability: 0.1, coupling: 1)
  /// posterior.mode(from: posterior.state(noisy))       // the nearest likely picture
  /// posterior.mean(sweeps: 200).sign()                 // each pixel's likelier value
  /// ```
  ///
  /// Traps where the picture is not `(height, width)` of −1 and 1, or p is not between 0 and ½.
  public init(
    denoising noisy: Tensor, flipProbability p: Double, coupling: Double = 1, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    if noisy.ndim != 2 || !((noisy == 1) | (noisy == -1)).all() {
      fail(
        "IsingModel: a picture of shape \(noisy.shape): (height, width) of −1 and 1 is expected", file: file, line: line
      )
    }
    if !(p > 0 && p < 0.5) {
      fail("IsingModel: the probability of a flip must be between 0 and ½, and is \(p)", file: file, line: line)
    }
    self.init(
      height: noisy.shape[0], width: noisy.shape[1], coupling: coupling,
      field: noisy.detach().to(.float64) * (0.5 * log((1 - p) / p)), boundary: .free, file: file, line: line)
  }

  /// The same model as a field of named variables, for exact answers on small grids: the site in row i, column j is
  /// ‘i,j’, with the values −1 and 1. Its potentials are scaled to at most 1, which changes no probability, but Z.
  public func markovRandomField(file: StaticString = #fileID, line: UInt = #line) -> MarkovRandomField {
    let sites = (0..<height).map { i in (0..<width).map { j in DiscreteVariable("\(i),\(j)", ["-1", "1"]) } }
    let local = (field / temperature).expand([height, width]).scalars
    let bond = coupling / temperature
    // Only ratios count: a strong bond must not overflow.
    let equal = exp(bond - abs(bond)), different = exp(-bond - abs(bond))
    var potentials: [MarkovRandomField.Potential] = []
    func join(_ a: DiscreteVariable, _ i: Int, _ j: Int) {
      if boundary == .free && (i == height || j == width) { return }
      potentials.append(.potential(a, sites[i % height][j % width], [[equal, different], [different, equal]]))
    }
    for (i, row) in sites.enumerated() {
      for (j, site) in row.enumerated() {
        let h = local[i * width + j]
        potentials.append(.potential(site, [exp(-h - abs(h)), exp(h - abs(h))]))
        join(site, i + 1, j)
        join(site, i, j + 1)
      }
    }
    return MarkovRandomField(potentials, file: file, line: line)
  }
}
