/// What a cell, or a library for it, looked at or did outside its own memory.
public enum Observation: Hashable, Sendable {
  /// It opened a file to read, or listed a folder; the path is absolute.
  case read(String)
  /// It asked whether a file is there, or for its size or kind.
  case lookedUp(String)
  /// It opened a file to write, or made, moved, changed or removed it.
  case wrote(String)
  case variable(String)
  /// It read all environment variables.
  case environment
  case clock
  /// It drew random numbers that no seed decides about.
  case random
  case network
  /// It started another process.
  case process
  /// It asked for its process's identifier, or for the machine's name.
  case identity

  /// An entry of the log that `CKernelProcess` writes.
  init?(kind: UInt8, name: String) {
    switch kind {
    case UInt8(ascii: "r"): self = .read(name)
    case UInt8(ascii: "l"): self = .lookedUp(name)
    case UInt8(ascii: "w"): self = .wrote(name)
    case UInt8(ascii: "v"): self = .variable(name)
    case UInt8(ascii: "e"): self = .environment
    case UInt8(ascii: "c"): self = .clock
    case UInt8(ascii: "d"): self = .random
    case UInt8(ascii: "n"): self = .network
    case UInt8(ascii: "p"): self = .process
    case UInt8(ascii: "i"): self = .identity
    default: return nil
    }
  }
}
