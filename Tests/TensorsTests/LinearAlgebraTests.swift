import Tensors
import TestSupport
import Testing

/// Symmetric positive definite matrices near the identity's direction, of random others.
private func definite(_ x: Tensor) -> Tensor { matmul(x, x.mT) + Tensor.eye(x.shape[-1], dtype: x.dtype) }

/// Symmetric matrices.
private func symmetric(_ x: Tensor) -> Tensor { (x + x.mT) * 0.5 }

private func double(_ rows: [[Double]], requiresGrad: Bool = false) -> Tensor {
  Tensor(rows, dtype: .float64, requiresGrad: requiresGrad)
}

@Suite struct LinearAlgebraGoldenTests {
  // A = torch.tensor([[4., 1, 2], [1, 3, 0], [2, 0, 5]]); B = torch.tensor([[2., -1, 0], [1, 3, 1], [0, 5, -2]])
  // C = torch.tensor([[1., 2, 3], [4, 5, 6.5]]); w = torch.tensor([[1., -2, 3], [0, 5, 1], [2, 2, -4]]), all float64
  let a = double([[4, 1, 2], [1, 3, 0], [2, 0, 5]], requiresGrad: true)
  let b = double([[2, -1, 0], [1, 3, 1], [0, 5, -2]], requiresGrad: true)
  let c = double([[1, 2, 3], [4, 5, 6.5]], requiresGrad: true)
  let w = double([[1, -2, 3], [0, 5, 1], [2, 2, -4]])
  let ramp = Tensor.arange(1.0, 10.0, dtype: .float64).view(3, 3)

  private func expect(_ x: Tensor, _ expected: Tensor, _ place: SourceLocation = #_sourceLocation) {
    #expect(x.allclose(expected, rtol: 1e-7, atol: 1e-7), "\(x) is not \(expected)", sourceLocation: place)
  }

  @Test("Cholesky's factor and its gradient")
  func cholesky() {
    // torch.linalg.cholesky(A); grad of (cholesky(A) * torch.arange(1., 10).view(3, 3)).sum()
    let l = Linalg.cholesky(a)
    expect(l, double([[2, 0, 0], [0.5, 1.6583123951777, 0], [1, -0.30151134457776363, 1.9771421064483223]]))
    expect(
      grad((l * ramp).sum(), a)[0],
      double([
        [0.52681583, -0.91829529, -0.09448401], [-0.91829529, 2.02135876, 2.8259112],
        [-0.09448401, 2.8259112, 2.27601242],
      ]))
  }

  @Test("eigenvalues and eigenvectors of a symmetric matrix, and their gradient")
  func eigh() {
    // torch.linalg.eigh(A); grad of (eigh(A)[1]**2 * w).sum() + eigh(A)[0].pow(2).sum()
    let (values, vectors) = Linalg.eigh(a)
    let expected = Tensor([1.854897308799577, 3.4760236029181337, 6.669079088282288], dtype: .float64)
    expect(values, expected)
    expect(Linalg.eigvalsh(a), expected)
    expect(noGrad { Linalg.eigvalsh(a) }, expected)
    expect(matmul(vectors * values.unsqueeze(0), vectors.t()), a.detach())
    expect(
      grad((vectors.square() * w).sum() + values.square().sum(), a)[0],
      double([
        [7.9372518, 1.76262757, 5.05790194], [1.76262757, 7.90980554, 0.255766], [5.05790194, 0.255766, 8.15294265],
      ]))
  }

  @Test("singular values and vectors, and their gradient")
  func svd() {
    // torch.linalg.svd(C); grads of (svd(C, full_matrices=False)[2]**2 * w[:2]).sum() and (...[0]**2 * w[:2, :2]).sum()
    let expected = Tensor([9.838862603421001, 0.6684180361148954], dtype: .float64)
    let (u, s, vh) = Linalg.svd(c)
    #expect(u.shape == [2, 2] && vh.shape == [3, 3])
    expect(s, expected)
    expect(matmul(u * s.unsqueeze(0), vh[0..<2]), c.detach())
    expect(matmul(vh, vh.t()), Tensor.eye(3, dtype: .float64))
    expect(Linalg.svdvals(c), expected)
    expect(noGrad { Linalg.svdvals(c) }, expected)
    for full in [true, false] {
      let (u, _, vh) = Linalg.svd(c, fullMatrices: full)
      expect(
        grad((vh[0..<2].square() * w[0..<2]).sum(), c, retainGraph: true)[0],
        double([[0.32578099, -0.97850739, 0.55994613], [-0.09274337, 0.01886765, 0.03508164]]))
      expect(
        grad((u.square() * w[0..<2, 0..<2]).sum(), c)[0],
        double([[0.20610146, 0.28773321, 0.39010992], [-0.11907751, -0.11772947, -0.13645235]]))
    }
    expect(
      noGrad { Linalg.svdvals(b) },
      Tensor([6.047416804882504, 2.373274086766892, 1.6722201102443033], dtype: .float64))
  }

  @Test("Q and R, and their gradient")
  func qr() {
    // torch.linalg.qr(B); grad of (qr(B)[1] * ramp).sum() + (qr(B)[0] * ramp).sum()
    let (q, r) = Linalg.qr(b)
    expect(
      q,
      double([
        [-0.8944271909999157, 0.2373222262672836, 0.37904902178945177],
        [-0.4472135954999579, -0.4746444525345673, -0.7580980435789035],
        [0, -0.8475793795260131, 0.5306686305052322],
      ]))
    expect(
      r,
      double([
        [-2.23606797749979, -0.447213595499958, -0.4472135954999579], [0, -5.89915248150105, 1.220514306517459],
        [0, 0, -1.8194353045893679],
      ]))
    expect(
      grad((r * ramp).sum() + (q * ramp).sum(), b)[0],
      double([
        [-1.16115469, 0.09968735, 2.15209298], [0.08624141, -4.67151066, -11.01238989],
        [-3.95438085, -3.25519405, -0.3094586],
      ]))
  }

  @Test("determinants, inverses and solutions")
  func determinant() {
    // torch.det(B), its gradient, torch.slogdet(B), torch.inverse(B), torch.linalg.solve(B, torch.tensor([1., 2, 3]))
    #expect(abs(b.det().item() + 24) < 1e-12)
    expect(grad(b.det(), b)[0], double([[-11, 2, 5], [-2, -4, -10], [-1, -2, 7]]))
    let (sign, logarithm) = Linalg.slogdet(b)
    #expect(sign.item() == -1.0 && abs(logarithm.item() - 3.1780538303479458) < 1e-12)
    #expect(b.logdet().isnan().all() && abs(a.logdet().item() - 3.7612001156935624) < 1e-12)
    expect(
      b.inverse(),
      double([
        [0.45833333, 0.08333333, 0.04166667], [-0.08333333, 0.16666667, 0.08333333],
        [-0.20833333, 0.41666667, -0.29166667],
      ]))
    expect(Linalg.solve(b, Tensor([1, 2, 3], dtype: .float64)), Tensor([0.75, 0.5, -0.25], dtype: .float64))
  }

  @Test("pseudoinverse, rank and least squares")
  func pseudoinverse() {
    // torch.linalg.pinv(C), the gradient of (pinv(C) * ramp[:, :2]).sum(), torch.linalg.lstsq
    expect(
      Linalg.pinv(c),
      double([[-1.1734104, 0.52023121], [-0.02312139, 0.06936416], [0.73988439, -0.21965318]]))
    expect(
      grad((Linalg.pinv(c) * ramp[.all, 0..<2]).sum(), c)[0],
      double([[2.86474657, -0.34481606, -2.02946975], [-0.70406629, 0.08647132, 0.42366935]]))
    let (solution, residuals, rank) = Linalg.lstsq(
      double([[1, 1], [1, 2], [1, 3], [1, 5]]), double([[1], [2], [2], [4]]))
    expect(solution, double([[0.28571429], [0.71428571]]))
    expect(residuals, Tensor([0.28571428571], dtype: .float64))
    #expect(rank.item() == 2.0)
    #expect(Linalg.matrixRank(double([[1, 2], [2, 4]])).item() == 1.0)
    #expect(Linalg.matrixRank(Tensor.zeros(2, 3, 3)).scalars == [0, 0])
  }

  @Test("square roots of a product of covariances, of a general matrix and of a rotation")
  func squareRoot() {
    // scipy.linalg.sqrtm(s1 @ s2) with s1 = [[2, .5], [.5, 1]], s2 = [[1, -.3], [-.3, 2]], and of the others
    let product = matmul(double([[2, 0.5], [0.5, 1]]), double([[1, -0.3], [-0.3, 2]]))
    expect(
      Linalg.sqrtm(product),
      double([[1.3561435266737485, 0.14747701557116571], [0.07373850778558297, 1.3561435266737485]]))
    expect(
      Linalg.sqrtm(double([[1, 4, 2], [0, 3, -1], [-2, 1, 5]])),
      double([
        [1.192226347670883, 1.256732695737162, 0.650689616811096],
        [-0.04464653788502825, 1.775946157654432, -0.23605173263549156],
        [-0.5613965410410371, 0.41463788417560327, 2.3373426986954704],
      ]))
    let half = 0.5.squareRoot()
    expect(Linalg.sqrtm(double([[0, -1], [1, 0]])), double([[half, -half], [half, half]]))
    // A rank-deficient product, and in single precision: eigenvalues of 0 that rounding makes negative do no harm.
    for dtype in [DType.float32, .float64] {
      let (x, y) = (point(6, 3).to(dtype), point(6, 3, seed: 2).to(dtype))
      let covariances = matmul(matmul(x, x.t()), matmul(y, y.t()))
      let root = Linalg.sqrtm(covariances)
      let scale: Double = covariances.abs().max().item()
      #expect((matmul(root, root) - covariances).abs().max().item() < (dtype == .float32 ? 1e-3 : 1e-7) * scale)
    }
  }
}

@Suite struct LinearAlgebraGradientTests {
  @Test("inverse, solve, determinants and trace have their gradients")
  func direct() {
    let (x, y) = (point(3, 3), point(2, 3, 3, seed: 2))
    expectGradients(at: [x]) { $0[0].inverse() }
    expectGradients(at: [y]) { $0[0].mT.inverse() }
    expectGradients(at: [x, point(3, 2, seed: 3)]) { Linalg.solve($0[0], $0[1]) }
    expectGradients(at: [x, point(2, 3, 2, seed: 3)]) { Linalg.solve($0[0], $0[1]) }
    expectGradients(at: [y, point(3, 1, seed: 3)]) { Linalg.solve($0[0], $0[1]) }
    expectGradients(at: [y, point(2, 3, seed: 3)]) { Linalg.solve($0[0], $0[1]) }
    expectGradients(at: [y]) { $0[0].det() }
    expectGradients(at: [y]) { $0[0].slogdet().logabsdet }
    expectGradients(at: [x]) { definite($0[0]).logdet() }
    expectGradients(at: [point(3, 4)]) { $0[0].trace() + $0[0].t().square().trace() }
    // Of rank 2: the determinant is 0, its slope is not.
    let v = Tensor([[1, 2, 3], [2, 4, 6], [1, 0, 1]], dtype: .float64)
    expectGradients(at: [v]) { $0[0].det() }
  }

  @Test("Cholesky, triangular systems and QR have their gradients")
  func factors() {
    let x = point(2, 3, 3)
    expectGradients(at: [x]) { Linalg.cholesky(definite($0[0])) }
    for upper in [true, false] {
      expectGradients(at: [x + Tensor.eye(3, dtype: .float64) * 3, point(3, 2, seed: 3)]) {
        Linalg.solveTriangular($0[0], $0[1], upper: upper)
      }
    }
    for shape in [[3, 3], [4, 2], [2, 4], [2, 3, 2]] as [Shape] {
      let z = Tensor.randn(shape, dtype: .float64, generator: Generator(seed: 5))
      expectGradients(at: [z]) {
        let (q, r) = Linalg.qr($0[0])
        return q.sum(dim: -1) * 0.3 + r.square().sum(dim: -1).sum(dim: -1, keepDim: true)
      }
      expectGradients(at: [z]) { Linalg.qr($0[0]).q }
      expectGradients(at: [z]) { Linalg.qr($0[0]).r }
    }
  }

  @Test("eigenvalues, eigenvectors and singular vectors have their gradients")
  func spectral() {
    let x = point(2, 3, 3)
    expectGradients(at: [x]) { Linalg.eigh(symmetric($0[0])).eigenvectors.square() }
    expectGradients(at: [x]) { Linalg.eigvalsh(symmetric($0[0])) }
    for shape in [[3, 3], [4, 2], [2, 4], [2, 3, 2]] as [Shape] {
      let z = Tensor.randn(shape, dtype: .float64, generator: Generator(seed: 5))
      expectGradients(at: [z]) { Linalg.svdvals($0[0]) }
      expectGradients(at: [z]) { Linalg.svd($0[0], fullMatrices: false).u.square() }
      expectGradients(at: [z]) { Linalg.svd($0[0], fullMatrices: false).vh.square() }
    }
    // Equal eigenvalues: their sum still has a slope.
    let eye = Tensor.eye(3, dtype: .float64).requiresGrad_()
    #expect(grad(Linalg.eigvalsh(eye).sum(), eye)[0].allclose(Tensor.eye(3, dtype: .float64)))
    #expect(grad(Linalg.svdvals(eye).sum(), eye)[0].allclose(Tensor.eye(3, dtype: .float64)))
  }

  @Test("pseudoinverse, least squares and the square root have their gradients")
  func others() {
    expectGradients(at: [point(3, 2)]) { Linalg.pinv($0[0]) }
    expectGradients(at: [point(2, 2, 4)]) { Linalg.pinv($0[0]) }
    expectGradients(at: [point(4, 2), point(4, 3, seed: 2)]) { Linalg.lstsq($0[0], $0[1]).solution }
    expectGradients(at: [point(3, 3)]) { Linalg.sqrtm(definite($0[0])) }
    expectGradients(at: [point(2, 2, 2), point(2, 2, 2, seed: 2)]) {
      Linalg.sqrtm(matmul(definite($0[0]), definite($0[1])))
    }
  }
}

@Suite struct LinearAlgebraShapesTests {
  @Test("batches, views and single precision give the same results", arguments: [DType.float32, .float64])
  func batches(dtype: DType) {
    let x = definite(point(2, 3, 4, 4)).to(dtype)
    let view = x.transpose(0, 1)
    let tolerance = dtype == .float32 ? 1e-3 : 1e-10
    let eye = Tensor.eye(4, dtype: dtype).expand(3, 2, 4, 4)
    #expect(matmul(view.inverse(), view).allclose(eye, atol: tolerance))
    #expect(view.det()[1, 0].allclose(x[0, 1].det(), rtol: tolerance))
    let l = Linalg.cholesky(view)
    #expect(matmul(l, l.mT).allclose(view, atol: tolerance))
    let (q, r) = Linalg.qr(view, mode: .complete)
    #expect(matmul(q, r).allclose(view, atol: tolerance) && matmul(q.mT, q).allclose(eye, atol: tolerance))
    let (u, s, vh) = Linalg.svd(view)
    #expect(matmul(u * s.unsqueeze(-2), vh).allclose(view, atol: tolerance))
    let (values, vectors) = Linalg.eigh(view)
    #expect(matmul(view, vectors).allclose(vectors * values.unsqueeze(-2), atol: tolerance))
    #expect(Linalg.solve(view, eye).allclose(view.inverse(), atol: tolerance))
    let root = Linalg.sqrtm(view)
    #expect(matmul(root, root).allclose(view, atol: tolerance) && root.dtype == dtype)
  }

  @Test("a tall matrix has a complete basis")
  func complete() {
    let x = point(4, 2)
    let (q, r) = Linalg.qr(x, mode: .complete)
    #expect(q.shape == [4, 4] && r.shape == [4, 2])
    #expect(matmul(q, r).allclose(x) && matmul(q.t(), q).allclose(Tensor.eye(4, dtype: .float64), atol: 1e-12))
    let (u, s, vh) = Linalg.svd(x)
    #expect(u.shape == [4, 4] && matmul(u[.all, 0..<2] * s, vh).allclose(x))
  }

  @Test("matrices without elements have the results of PyTorch")
  func empty() {
    let none = Tensor.zeros(0, 0)
    #expect(none.det().item() == 1.0 && none.logdet().item() == 0.0 && none.inverse().shape == [0, 0])
    #expect(Tensor.zeros(0, 3, 3).det().shape == [0] && Tensor.zeros(0, 3, 3).inverse().shape == [0, 3, 3])
    #expect(Linalg.solve(none, Tensor.zeros(0, 2)).shape == [0, 2])
    #expect(Linalg.solve(Tensor.eye(3), Tensor.zeros(3, 0)).shape == [3, 0])
    #expect(Linalg.cholesky(none).shape == [0, 0] && Linalg.eigvalsh(none).shape == [0])
    let (u, s, vh) = Linalg.svd(Tensor.zeros(3, 0))
    #expect(u.equal(Tensor.eye(3)) && s.shape == [0] && vh.shape == [0, 0])
    let (q, r) = Linalg.qr(Tensor.zeros(3, 0), mode: .complete)
    #expect(q.equal(Tensor.eye(3)) && r.shape == [3, 0])
    #expect(Linalg.qr(Tensor.zeros(0, 3)).r.shape == [0, 3])
    #expect(Linalg.pinv(Tensor.zeros(0, 3)).shape == [3, 0] && Linalg.matrixRank(Tensor.zeros(0, 3)).item() == 0.0)
    #expect(Linalg.sqrtm(none).shape == [0, 0] && none.trace().item() == 0.0)
  }

  @Test("NaN goes through what is computed in finitely many steps")
  func notANumber() {
    let x = Tensor([[1, Double.nan], [0, 1]])
    #expect(x.det().isnan().all() && x.inverse().isnan().any() && Linalg.solve(x, Tensor([1, 2])).isnan().any())
  }

  @Test("a singular matrix has the determinant 0 and the logarithm −∞")
  func singular() {
    let x = Tensor([[1, 2], [2, 4]])
    #expect(x.det().item() == 0.0 && x.logdet().item() == -Double.infinity)
    #expect(x.slogdet().sign.item() == 0.0)
  }
}

@Suite struct LinearAlgebraFailureTests {
  @Test("an inverse of a singular matrix")
  func singular() async {
    expectFailure(
      "Fatal error: inverse: matrix 1 of the batch is singular: pivot 2 of its 2 is 0",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([[[1, 0], [0, 1]], [[1, 2], [2, 4]]]).inverse()
      })
  }

  @Test("a matrix that is not square")
  func notSquare() async {
    expectFailure(
      "Fatal error: det: needs square matrices, (…, n, n), not shape [2, 3]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Tensor.ones(2, 3).det() }
    )
  }

  @Test("a matrix that is not positive definite")
  func notDefinite() async {
    expectFailure(
      "Fatal error: cholesky: the matrix is not positive definite: its leading minor of order 2 is not positive",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Linalg.cholesky(Tensor([[1, 2], [2, 1]]))
      })
  }

  @Test("NaN where an iteration would not end")
  func notANumber() async {
    expectFailure(
      "Fatal error: svd: the matrix contains NaN or infinity",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Linalg.svd(Tensor([[1, Double.nan], [0, 1]]))
      })
  }

  @Test("the real root of a negative number")
  func negativeRoot() async {
    expectFailure(
      "Fatal error: sqrtm: the matrix has the eigenvalue -4.0: of a negative one there is no real root",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Linalg.sqrtm(Tensor([[1, 0], [0, -4]]))
      })
  }

  @Test("a right-hand side that does not fit")
  func misfit() async {
    expectFailure(
      "Fatal error: solve: a right-hand side of shape [2, 1] does not fit a matrix of shape [3, 3]: it needs 3 rows",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Linalg.solve(Tensor.eye(3), Tensor.ones(2, 1))
      })
  }
}
