/// A stream of random numbers: a seed, and how far into the stream it is.
public final class Generator: RandomNumberGenerator {
  /// The seed; setting it starts the stream again.
  public var seed: UInt64 { didSet { offset = 0 } }
  /// The number of four-word blocks that were used.
  public package(set) var offset: UInt64 = 0

  public init(seed: UInt64) { self.seed = seed }

  /// The stream that is used where no other is given. Its seed is 0 unless ``manualSeed(_:)`` sets another.
  nonisolated(unsafe) public static let `default` = Generator(seed: 0)

  /// Starts the stream again under a seed: PyTorch's `generator.manual_seed`.
  @discardableResult
  public func manualSeed(_ seed: Int) -> Generator {
    self.seed = UInt64(bitPattern: Int64(seed))
    return self
  }

  /// Sixty-four random bits, for Swift's own `shuffled(using:)` and `random(in:using:)`.
  public func next() -> UInt64 {
    let words = Philox.words(key: seed, counter: (take(1), 0))
    return UInt64(words.1) << 32 | UInt64(words.0)
  }

  /// Goes on from the block at an offset.
  func skip(to offset: UInt64) { self.offset = offset }

  /// The offset of the next `blocks` blocks, which are used up with that.
  func take(_ blocks: Int) -> UInt64 {
    defer { offset &+= UInt64(blocks) }
    return offset
  }
}

/// Starts the default stream of random numbers again under a seed: PyTorch's `torch.manual_seed`.
public func manualSeed(_ seed: Int) { Generator.default.manualSeed(seed) }

/// ``manualSeed(_:)`` for the notebook's kernel, which finds it by its symbol because it links none of what cells import.
@_cdecl("notebook_manual_seed")
public func notebookManualSeed(_ seed: UInt64) { Generator.default.seed = seed }
