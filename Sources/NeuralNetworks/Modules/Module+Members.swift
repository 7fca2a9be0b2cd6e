import Tensors

/// What a module stores.
enum Member {
  case parameter(Tensor)
  case buffer(Tensor)
  case module(Module)
}

extension Module {
  /// The tensors and modules in the stored properties, a superclass's first, with their names in states; those of arrays are
  /// numbered: `blocks.0`.
  var members: [(name: String, value: Member)] {
    var classes: [Mirror] = []
    var mirror: Mirror? = Mirror(reflecting: self)
    while let current = mirror, current.subjectType != Module.self {
      classes.append(current)
      mirror = current.superclassMirror
    }
    var found: [(name: String, value: Member)] = []
    for mirror in classes.reversed() {
      for (label, value) in mirror.children { Self.collect(label ?? "", value, into: &found) }
    }
    return found.compactMap { property, value in stateName(of: property).map { ($0, value) } }
  }

  private static func collect(_ name: String, _ value: Any, into found: inout [(name: String, value: Member)]) {
    switch value {
    case let module as Module: found.append((name, .module(module)))
    case let tensor as Tensor:
      if tensor.isParameter || (tensor.requiresGrad && tensor.isLeaf) {
        found.append((name, .parameter(tensor)))
      } else if !tensor.requiresGrad {
        found.append((name, .buffer(tensor)))
      }
    case is String, is any Numeric, is Bool: break
    default:
      let mirror = Mirror(reflecting: value)
      switch mirror.displayStyle {
      case .optional:
        if let wrapped = mirror.children.first?.value { collect(name, wrapped, into: &found) }
      case .collection:
        // Arrays of plain numbers may be long; they hold no members.
        if value is [Double] || value is [Float] || value is [Int] || value is [UInt8] { break }
        for (index, child) in mirror.children.enumerated() { collect("\(name).\(index)", child.value, into: &found) }
      default: break
      }
    }
  }
}
