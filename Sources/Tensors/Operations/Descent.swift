/// One step of an optimiser, for all its parameters in one pass over their memory.
///
/// Parameters are added with their gradients and what is remembered of them, and changed by ``run(_:sign:a:b:epsilon:flag:)``;
/// the list is used again in the next step, so that a step costs a network of small parameters no allocation.
package final class Descent {
  /// The optimisers, whose numbers `descent.h` describes.
  package enum Rule: Int32 { case sgd, adam, rmsprop, adagrad }

  /// A parameter in the list, as `CKDescended`.
  private struct Entry {
    var start: Int
    var count: Int
    var dtype: Int64
    var isFirst: Int64
    var parameter: UnsafeMutableRawPointer
    var gradient: UnsafeMutableRawPointer
    var memory: (UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?)
    var rate: Double
    var decay: Double
    var correction: (Double, Double)
  }

  /// The whole step, as `CKDescent`.
  private struct Step {
    var parameters: UnsafeMutablePointer<Entry>
    var count: Int
    var sign: Double
    var a: Double
    var b: Double
    var epsilon: Double
    var flag: Int64
  }

  private var entries: UnsafeMutablePointer<Entry>
  private var capacity: Int
  private var count = 0
  private var elementCount = 0
  /// Contiguous copies of parameters that are not, to be written back, and gradients that nothing else holds.
  private var copies: [(parameter: Tensor, copy: Tensor)] = []
  private var gradients: [Tensor] = []

  /// A list with room for so many parameters.
  package init(capacity: Int) {
    self.capacity = capacity
    entries = .allocate(capacity: capacity)
  }

  deinit { entries.deallocate() }

  /// Adds a parameter, with up to three contiguous tensors of its shape and type that are remembered of it.
  package func add(
    _ parameter: Tensor, _ gradient: Tensor, _ first: Tensor? = nil, _ second: Tensor? = nil, _ third: Tensor? = nil,
    isFirst: Bool = false, rate: Double, decay: Double, correction: (Double, Double) = (1, 1)
  ) {
    if count == capacity { fail("Descent: there is room for \(capacity) parameters") }
    if gradient.shape != parameter.shape {
      fail("step: a parameter has shape \(parameter.shape), and its gradient \(gradient.shape)")
    }
    let target = parameter.contiguous()
    if target !== parameter { copies.append((parameter, target.detach())) }
    let slope = gradient.to(parameter.dtype).contiguous()
    if slope !== gradient { gradients.append(slope) }
    parameter.storage.noteChange(by: "an optimiser's step", "", 0)
    (entries + count).initialize(
      to: Entry(
        start: elementCount, count: parameter.elementCount, dtype: Int64(parameter.dtype.kernel),
        isFirst: isFirst ? 1 : 0, parameter: target.pointer, gradient: slope.pointer,
        memory: (first?.pointer, second?.pointer, third?.pointer), rate: rate, decay: decay, correction: correction))
    count += 1
    elementCount += parameter.elementCount
  }

  /// Changes the parameters and what is remembered of them, and empties the list.
  package func run(
    _ rule: Rule, sign: Double, a: Double = 0, b: Double = 0, epsilon: Double = 0, flag: Bool = false
  ) {
    if count > 0 {
      var step = Step(
        parameters: entries, count: count, sign: sign, a: a, b: b, epsilon: epsilon, flag: flag ? 1 : 0)
      ck_descend(rule.rawValue, &step)
    }
    for (parameter, copy) in copies { parameter.overwrite(with: copy) }
    (count, elementCount) = (0, 0)
    if !copies.isEmpty { copies = [] }
    if !gradients.isEmpty { gradients = [] }
  }
}

@_extern(c, "ck_descend") private func ck_descend(_ rule: Int32, _ descent: UnsafeMutableRawPointer)

extension Tensor {
  /// Whether a module learns this tensor, frozen or not.
  package var isParameter: Bool {
    get { flags.contains(.parameter) }
    set { if newValue { flags.insert(.parameter) } else { flags.remove(.parameter) } }
  }
}
