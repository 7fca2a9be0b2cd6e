import Tensors

extension SupportVectorMachine {
  /// The widest margins between each two classes: min ½ ‖w‖² + C Σ ξᵢ with yᵢ (w·φ(xᵢ) + b) ≥ 1 − ξᵢ, ξ ≥ 0.
  ///
  /// The larger `c`, the dearer is an example on the wrong side. The dual problem is solved two variables at a time, chosen by
  /// the gain to second order (Fan, Chen and Lin, “Working set selection using second order information for training support
  /// vector machines”, 2005), until no two violate its optimum by more than `tolerance`. Traps where x and y don't fit each
  /// other, there is one class only, and on impossible parameters.
  public static func fit(
    _ x: Tensor, _ y: Tensor, kernel: SupportVectorKernel = .rbf(), c: Double = 1, tolerance: Double = 1e-3,
    maxIterations: Int? = nil, classCount: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> SupportVectorMachine {
    let caller = Caller("SupportVectorMachine.fit", file, line)
    caller.require(c > 0 && c.isFinite, "c", "positive", c)
    caller.require(tolerance > 0 && tolerance <= 1, "tolerance", "above 0 and 1 at most", tolerance)
    caller.require(maxIterations ?? 1 > 0, "maxIterations", "positive", maxIterations ?? 1)
    let data = LabelledRows(x, y, classCount: classCount, as: precision(for: x), caller)
    let kernel = kernel.resolved(for: data.x, caller)
    let count = data.classCount
    if data.count > 200_000_000 / (count * count) {
      caller.fail("\(count) classes of \(data.count) examples have too many pairs of classes")
    }
    let pairs = (0..<count).flatMap { i in (i + 1..<count).map { (i, $0) } }
    let classes = data.classes.scalars.map { Int($0) }
    let members = (0..<count).map { k in classes.indices.filter { classes[$0] == k } }
    let problems = pairs.map { i, j in
      // Of two classes class 1 is the positive one, of several the first of each pair.
      Pair(members[i], members[j], firstIsPositive: count > 2)
    }
    var solutions = problems.map { Solution(of: $0) }
    data.x.withFloats { x in
      let problem = SupportVectorProblem(
        kernel: kernel.code, gamma: kernel.gamma, constant: kernel.constant, degree: Double(kernel.degree),
        dtype: Int32(data.x.dtype.rawValue), d: data.featureCount, x: x, n: 0, tolerance: tolerance,
        mostIterations: maxIterations ?? max(10_000_000, 100 * data.count), cacheBytes: 100_000_000)
      solutions.withUnsafeMutableBufferPointer { solutions in
        parallelFor(solutions.count) { for pair in $0 { solutions[pair].solve(problem, c: c) } }
      }
    }
    if !solutions.allSatisfy({ $0.rho.isFinite }) {
      caller.fail("the kernel's values are too large to compute with: scale x, or take a smaller gamma or degree")
    }
    var isSupport = [Bool](repeating: false, count: data.count)
    for solution in solutions {
      for (at, alpha) in zip(solution.at, solution.signedAlpha) where alpha != 0 { isSupport[Int(at)] = true }
    }
    let support = members.map { $0.filter { isSupport[$0] } }
    var place = [Int](repeating: 0, count: data.count)
    for (index, at) in support.joined().enumerated() { place[at] = index }
    let all = Array(support.joined())
    let coefficients = Tensor.filled([all.count, pairs.count], .float64, as: Double.self) { coefficients in
      coefficients.update(repeating: 0)
      for (pair, solution) in solutions.enumerated() {
        for (at, alpha) in zip(solution.at, solution.signedAlpha) where alpha != 0 {
          coefficients[place[Int(at)] * pairs.count + pair] = alpha
        }
      }
    }
    let indices = Tensor(all, dtype: .int64)
    return SupportVectorMachine(
      classCount: count, kernel: kernel, supportIndices: indices, supportVectors: data.x.indexSelect(0, indices),
      supportCounts: support.map(\.count), coefficients: coefficients,
      intercepts: Tensor(solutions.map { -$0.rho }, dtype: .float64),
      hasConverged: solutions.allSatisfy { $0.iterations >= 0 },
      iterations: solutions.reduce(0) { $0 + abs($1.iterations) })
  }

  /// Double precision where squares of the numbers would be too large or too small for single, else the data's own.
  private static func precision(for x: Tensor) -> DType? {
    if x.dtype == .float64 || x.elementCount == 0 { return nil }
    let largest: Double = x.detach().to(.float64).abs().max().item()
    return largest == 0 || (1e-15...1e15).contains(largest) ? nil : .float64
  }

  /// Examples of one class against those of another.
  private struct Pair {
    var at: [Int64]
    var y: [Int8]

    init(_ first: [Int], _ second: [Int], firstIsPositive: Bool) {
      at = (first + second).map(Int64.init)
      y = first.map { _ in firstIsPositive ? 1 : -1 } + second.map { _ in firstIsPositive ? -1 : 1 }
    }
  }

  /// The optimum for a pair of classes.
  private struct Solution {
    private let pair: Pair
    private var alpha: [Double]
    private(set) var rho = 0.0
    /// Below 0 where there were as many as allowed.
    private(set) var iterations = 0

    init(of pair: Pair) {
      self.pair = pair
      alpha = Array(repeating: 0, count: pair.at.count)
    }

    var at: [Int64] { pair.at }
    var signedAlpha: [Double] { zip(pair.y, alpha).map { Double($0) * $1 } }

    mutating func solve(_ problem: SupportVectorProblem, c: Double) {
      // Where one class has no examples, all votes are for the other.
      guard pair.y.contains(1), pair.y.contains(-1) else {
        rho = -Double(pair.y.first ?? 0)
        return
      }
      var problem = problem
      problem.n = pair.at.count
      let costs = [Double](repeating: c, count: pair.at.count)
      pair.at.withUnsafeBufferPointer { at in
        pair.y.withUnsafeBufferPointer { y in
          costs.withUnsafeBufferPointer { costs in
            problem.at = at.baseAddress
            problem.y = y.baseAddress
            problem.c = costs.baseAddress
            iterations = ck_support_vectors(&problem, &alpha, &rho)
          }
        }
      }
    }
  }
}
