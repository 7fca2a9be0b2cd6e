import Tensors

extension Bernoulli {
  /// Maximum likelihood: p is the share of ones. Traps where there are no data, and where one is neither 0 nor 1.
  public static func fit(
    _ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line
  ) -> Bernoulli {
    let data = FitData("Bernoulli", data, .integers(0, 1), file, line)
    return Bernoulli(data.mean, dtype: data.dtype)
  }
}

extension Binomial {
  /// Maximum likelihood for a known number of trials: p is the mean over n. Traps where there are no data, where one
  /// is no count up to n, and where n is no whole number above 0.
  public static func fit(
    _ data: some DistributionValue, totalCount: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Binomial {
    if totalCount < 1 {
      fail("Binomial.fit: totalCount must be at least 1, and is \(totalCount)", file: file, line: line)
    }
    let data = FitData("Binomial", data, .integers(0, totalCount), file, line)
    return Binomial(totalCount, data.mean / Double(totalCount), dtype: data.dtype)
  }
}

extension Poisson {
  /// Maximum likelihood: λ is the mean. Traps where there are no data, and where one is no count.
  public static func fit(
    _ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line
  ) -> Poisson {
    let data = FitData("Poisson", data, .integers(0, Double.infinity), file, line)
    return Poisson(data.mean, dtype: data.dtype)
  }
}

extension Geometric {
  /// Maximum likelihood: p is 1 over the mean number of trials. Traps where there are no data, and where one is no
  /// number of trials from 1.
  public static func fit(
    _ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line
  ) -> Geometric {
    let data = FitData("Geometric", data, .integers(1, Double.infinity), file, line)
    return Geometric(1 / data.mean, dtype: data.dtype)
  }
}

extension Categorical {
  /// Maximum likelihood: pₖ is the share of class k among as many classes as the largest, or `classCount`, says.
  ///
  /// Traps where there are no data, and where one is no class.
  public static func fit(
    _ data: some DistributionValue, classCount: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Categorical {
    if let classCount, classCount < 1 {
      fail("Categorical.fit: classCount must be at least 1, and is \(classCount)", file: file, line: line)
    }
    // Beyond this a class is no class but a mistake.
    let data = FitData("Categorical", data, .integers(0, (classCount ?? 1 << 24) - 1), file, line)
    let counts = data.values.long().bincount(minlength: classCount ?? 0).to(.float64)
    return Categorical((counts / Double(data.values.elementCount)).to(data.dtype))
  }
}
