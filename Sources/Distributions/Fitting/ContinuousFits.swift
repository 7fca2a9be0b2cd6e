import Tensors

extension Uniform {
  /// Maximum likelihood: from the least to the greatest value. Traps where there are no data, or all are the same.
  public static func fit(
    _ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line
  ) -> Uniform {
    let data = FitData("Uniform", data, .real, file, line)
    data.refuseConstant("the likelihood grows without bound as the interval shrinks")
    let low: Double = data.values.min().item(), high: Double = data.values.max().item()
    return Uniform(low, high, dtype: data.dtype)
  }
}

extension Normal {
  /// Maximum likelihood: the mean, and the standard deviation with n in the denominator. Traps where there are no
  /// data, or all are the same.
  public static func fit(
    _ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line
  ) -> Normal {
    let data = FitData("Normal", data, .real, file, line)
    data.refuseConstant("the likelihood grows without bound as scale goes to 0")
    return Normal(data.mean, data.values.std(unbiased: false).item() as Double, dtype: data.dtype)
  }
}

extension LogNormal {
  /// Maximum likelihood: the mean and standard deviation of the logarithms. Traps where there are no data, where one
  /// is not positive, or all are the same.
  public static func fit(
    _ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line
  ) -> LogNormal {
    let data = FitData("LogNormal", data, .interval(0, Double.infinity, open: (true, true)), file, line)
    data.refuseConstant("the likelihood grows without bound as scale goes to 0")
    let logs = data.values.log()
    return LogNormal(logs.mean().item() as Double, logs.std(unbiased: false).item() as Double, dtype: data.dtype)
  }
}

extension Exponential {
  /// Maximum likelihood: λ is 1 over the mean. Traps where there are no data, where one is negative, or all are 0.
  public static func fit(
    _ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line
  ) -> Exponential {
    let data = FitData("Exponential", data, .interval(0, Double.infinity), file, line)
    data.refuse(data.mean == 0, "all values are 0: the likelihood grows without bound with the rate")
    return Exponential(1 / data.mean, dtype: data.dtype)
  }
}

extension Laplace {
  /// Maximum likelihood: the median, and the mean distance from it. Traps where there are no data, or all are the same.
  public static func fit(
    _ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line
  ) -> Laplace {
    let data = FitData("Laplace", data, .real, file, line)
    data.refuseConstant("the likelihood grows without bound as scale goes to 0")
    let sorted = data.values.sort().values, count = sorted.shape[0]
    let median: Double = ((sorted[(count - 1) / 2] + sorted[count / 2]) * 0.5).item()
    return Laplace(median, (data.values - median).abs().mean().item() as Double, dtype: data.dtype)
  }
}

extension MultivariateNormal {
  /// Maximum likelihood: the mean, and the covariance with n in the denominator, of the rows of `(n, dimensions)`.
  ///
  /// Traps where there are no data, and where they lie in a plane of fewer dimensions.
  public static func fit(
    _ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line
  ) -> MultivariateNormal {
    let data = FitData(vectors: "MultivariateNormal", data, file, line)
    let mean = data.values.mean(0), centred = data.values - mean
    let covariance = matmul(centred.mT, centred) / Double(data.values.shape[0])
    let eigenvalues = Linalg.eigvalsh(covariance)
    let least: Double = eigenvalues.min().item(), greatest: Double = eigenvalues.max().item()
    let dimensions = data.values.shape[1]
    data.refuse(
      !(least > greatest * 1e-13),
      "the \(data.values.shape[0]) vectors lie in a plane of fewer than \(dimensions) dimensions: the likelihood grows without bound"
    )
    return MultivariateNormal(mean.to(data.dtype), covariance: ((covariance + covariance.mT) * 0.5).to(data.dtype))
  }
}
