public import NotebookDisplay
import Tensors

extension Module {
  /// A table of the modules: what each puts out, how many parameters of its own it has, and what that makes.
  ///
  /// ```swift
  /// model.summary(inputShape: [64, 784])
  /// ```
  ///
  /// The shapes are those of a forward pass on zeros of `inputShape`, batch and all, in evaluation and without gradients;
  /// neither the model nor the default stream of random numbers is any different afterwards. Without a shape there is no such
  /// column. A module that is not called with one tensor has no shape there.
  ///
  /// - Parameter dtype: what the model takes: `.int64` where it begins with an embedding.
  public func summary(inputShape: Shape? = nil, dtype: DType = .float32) -> Table {
    let outputs = inputShape.map { outputShapes(of: Tensor.zeros($0, dtype: dtype)) }
    var counted: Set<ObjectIdentifier> = []
    var rows: [[Any]] = namedModules().map { name, module in
      var own = 0
      for case (_, .parameter(let tensor)) in module.members where counted.insert(ObjectIdentifier(tensor)).inserted {
        own += tensor.elementCount
      }
      let shape = outputs.map { [$0[ObjectIdentifier(module)]?.description ?? ""] } ?? []
      return [name, module.typeName] + shape + [own == 0 && !module.namedChildren.isEmpty ? "" : own as Any]
    }
    let parameters = parameters()
    let learnt = parameters.filter(\.requiresGrad).reduce(0) { $0 + $1.elementCount }
    let tensors = Dictionary(
      tensors().map { (ObjectIdentifier($0.tensor), $0.tensor) }, uniquingKeysWith: { a, _ in a })
    let bytes = tensors.values.reduce(0) { $0 + $1.elementCount * $1.dtype.size }
    let isSmall = bytes < 1_000_000
    let totals: [(String, Any)] = [
      ("all parameters", parameterCount), ("trainable", learnt), ("frozen", parameterCount - learnt),
      (isSmall ? "kilobytes" : "megabytes", (Double(bytes) / (isSmall ? 100 : 1e5)).rounded() / 10),
    ]
    for (label, total) in totals { rows.append(["", label] + (outputs == nil ? [] : [""]) + [total]) }
    return Table(columns: ["name", "module"] + (outputs == nil ? [] : ["output"]) + ["parameters"], rows: rows)
  }

  /// The shape of each module's latest output in a forward pass that leaves no trace.
  private func outputShapes(of input: Tensor) -> [ObjectIdentifier: Shape] {
    let generator = Generator.default
    let (seed, offset) = (generator.seed, generator.offset)
    let modes = modules().map { ($0, $0.isTraining) }
    var shapes: [ObjectIdentifier: Shape] = [:]
    for (module, _) in modes {
      let identifier = ObjectIdentifier(module)
      module.observer = { shapes[identifier] = $0.shape }
    }
    eval()
    _ = noGrad { evaluate(input) }
    for (module, wasTraining) in modes {
      module.observer = nil
      module.setTraining(wasTraining)
    }
    generator.seed = seed
    generator.offset = offset
    return shapes
  }
}
