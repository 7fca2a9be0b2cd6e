import Tensors

/// Changes parameters so that a loss falls, given their gradients.
///
/// ```swift
/// optimiser.zeroGrad()
/// loss.backward()
/// optimiser.step()
/// ```
///
/// To write one's own, override ``step()`` and change the ``parameters`` inside ``noGrad(_:)``.
open class Optimizer {
  /// The groups of parameters, whose learning rates may be changed between steps: `groups[1].lr = 1e-4`.
  public private(set) final var groups: [Group] = []

  /// Parameters that are optimised alike.
  public final class Group {
    public let parameters: [Tensor]
    /// The learning rate; it may be changed between steps.
    public var lr: Double
    /// How strongly the parameters are drawn to 0; it may be changed between steps.
    public var weightDecay: Double
    /// The learning rate that a schedule started from.
    var initialLR: Double?
    let memories: ContiguousArray<Memory>

    fileprivate init(_ group: ParameterGroup, lr: Double, weightDecay: Double) {
      parameters = group.parameters
      self.lr = group.lr ?? lr
      self.weightDecay = group.weightDecay ?? weightDecay
      memories = ContiguousArray(group.parameters.map(Memory.init))
    }
  }

  /// What an optimiser remembers of a parameter.
  final class Memory {
    let parameter: Tensor
    /// How many steps it has taken.
    var stepCount = 0
    /// Averages and the like, as ``Optimizer/remembered`` names them; nil before the first step.
    var first, second, third: Tensor?

    init(_ parameter: Tensor) { self.parameter = parameter }
  }

  private let name: String
  private let defaults: (lr: Double, weightDecay: Double)
  private(set) final var descent = Descent(capacity: 0)
  private var hasSeenGradient = false

  /// Takes parameters, or groups of them with learning rates of their own.
  ///
  /// Traps where there is no parameter, where one is not a leaf or given twice, and where a number is negative.
  public init(
    _ parameters: [some Optimizable], lr: Double, weightDecay: Double = 0, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    name = String(describing: Self.self)
    defaults = (lr, weightDecay)
    checkNumber("lr", lr, file, line)
    checkNumber("weightDecay", weightDecay, file, line)
    let groups = type(of: parameters).Element.groups(of: parameters)
    if !groups.contains(where: { !$0.parameters.isEmpty }) {
      fail(
        "\(name): there is nothing to optimise: the list of parameters is empty. Does the model store its layers in "
          + "properties?", file: file, line: line)
    }
    for group in groups { add(group, file: file, line: line) }
  }

  /// All parameters, group by group.
  public final var parameters: [Tensor] { groups.flatMap(\.parameters) }

  /// The learning rate: the first group's, and set for all groups.
  public final var lr: Double {
    get { groups[0].lr }
    set { for group in groups { group.lr = newValue } }
  }

  /// Adds parameters to those that are optimised, such as layers that were frozen before: PyTorch's `add_param_group`.
  ///
  /// Traps where one is not a leaf or is optimised already.
  public final func add(_ group: ParameterGroup, file: StaticString = #fileID, line: UInt = #line) {
    let added = Group(group, lr: defaults.lr, weightDecay: defaults.weightDecay)
    checkNumber("lr", added.lr, file, line)
    checkNumber("weightDecay", added.weightDecay, file, line)
    var known = Set(parameters.map(ObjectIdentifier.init))
    for parameter in group.parameters {
      if !parameter.isLeaf {
        fail(
          "\(name): an optimiser changes leaves only, and a tensor of shape \(parameter.shape) among its parameters was "
            + "computed from others", file: file, line: line)
      }
      if !parameter.dtype.isFloatingPoint {
        fail("\(name): a parameter is of \(parameter.dtype), which has no gradients", file: file, line: line)
      }
      if !known.insert(ObjectIdentifier(parameter)).inserted {
        fail(
          "\(name): a parameter of shape \(parameter.shape) is given twice, and would be changed twice in each step",
          file: file, line: line)
      }
    }
    groups.append(added)
    descent = Descent(capacity: known.count)
  }

  /// Changes every parameter that has a gradient by one step. A frozen one stays as it is.
  ///
  /// Traps in the first step where no parameter has a gradient, as without `backward()`.
  open func step() { fail("\(name): step() is not overridden, so nothing is learnt") }

  /// Forgets the gradients.
  public final func zeroGrad() {
    for group in groups { for memory in group.memories { memory.parameter.grad = nil } }
  }

  /// Hands every parameter that has a gradient to `body`, with what is remembered of it.
  @inline(__always)
  final func forEachGradient(_ body: (Group, Memory, Tensor) -> Void) {
    var isAny = false
    for group in groups {
      for memory in group.memories {
        guard memory.parameter.requiresGrad, let gradient = memory.parameter.grad else { continue }
        isAny = true
        body(group, memory, gradient)
      }
    }
    if !isAny && !hasSeenGradient { failWithoutGradients() }
    hasSeenGradient = true
  }

  private func failWithoutGradients() {
    if !parameters.contains(where: \.requiresGrad) { return }
    fail(
      "\(name).step: no parameter has a gradient: call loss.backward() before step(), after zeroGrad(), and give the "
        + "optimiser the parameters of the model that the loss is computed with")
  }

  final func checkNumber(_ label: String, _ value: Double, _ file: StaticString, _ line: UInt) {
    if !(value >= 0) { fail("\(name): \(label) must not be negative, and is \(value)", file: file, line: line) }
  }

  /// Checks how much of an average is kept from step to step.
  final func checkShare(_ label: String, _ value: Double, _ file: StaticString, _ line: UInt) {
    if !(value >= 0 && value < 1) {
      fail("\(name): \(label) must lie in 0 ..< 1, and is \(value)", file: file, line: line)
    }
  }

  // What a state holds besides the groups' numbers.

  /// PyTorch's names of what is remembered of a parameter: of ``Memory/first``, `second` and `third`, nil for those that
  /// are not used.
  var remembered: [String?] { [] }
  /// Whether a step depends on how many there were before.
  var countsSteps: Bool { false }
  /// The numbers that a step depends on besides the groups', by PyTorch's names.
  var numbers: [(name: String, value: Double)] {
    get { [] }
    set {}
  }
  /// The momentum that a schedule may change, where there is one: Adam's first beta too.
  var cyclicMomentum: Double? {
    get { nil }
    set {}
  }
}
