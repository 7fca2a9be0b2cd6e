/// Places for a directed graph's nodes in layers, edges leading downwards (Sugiyama, Tagawa and Toda, “Methods for visual
/// understanding of hierarchical system structures”, 1981).
///
/// Nodes are numbered; an edge leads from a source to each node that it is an input of.
struct LayeredLayout {
  struct Point: Equatable {
    var x: Double
    var y: Double
  }

  /// The middle of each node.
  private(set) var places: [Point] = []
  /// The way of each edge, from its source to its target, by way of the layers in between.
  private(set) var ways: [(source: Int, target: Int, points: [Point])] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  /// Nodes and, where an edge passes a layer, the places in which it does.
  private var widths: [Double]
  private var layerOf: [Int]
  private var above: [[Int]]
  private var below: [[Int]]
  private var layers: [[Int]] = []
  private var chains: [[Int]] = []

  /// - Parameters:
  ///   - inputs: each node's inputs; there is no cycle.
  ///   - widths: how wide each node is.
  init(inputs: [[Int]], widths: [Double], nodeHeight: Double, gap: Double, layerGap: Double) {
    self.widths = widths
    layerOf = Self.layers(of: inputs)
    above = inputs.map { _ in [] }
    below = above
    for (target, sources) in inputs.enumerated() {
      for source in sources { connect(source, target) }
    }
    layers = Array(repeating: [], count: (layerOf.max() ?? 0) + 1)
    for (node, layer) in layerOf.enumerated() { layers[layer].append(node) }
    orderLayers()
    let x = coordinates(gap: gap)
    height = Double(layers.count) * (nodeHeight + layerGap) - layerGap
    let points = x.indices.map { Point(x: x[$0], y: nodeHeight / 2 + Double(layerOf[$0]) * (nodeHeight + layerGap)) }
    places = Array(points[..<inputs.count])
    ways = chains.map { chain in (chain.first!, chain.last!, chain.map { points[$0] }) }
  }

  /// Layers from the top: nodes that are nobody's input lie lowest, each other as low as those it is an input of allow.
  private static func layers(of inputs: [[Int]]) -> [Int] {
    var usesLeft = inputs.map { _ in 0 }
    for sources in inputs { for source in sources { usesLeft[source] += 1 } }
    var distance = inputs.map { _ in 0 }
    var ready = inputs.indices.filter { usesLeft[$0] == 0 }
    while let node = ready.popLast() {
      for source in inputs[node] {
        distance[source] = max(distance[source], distance[node] + 1)
        usesLeft[source] -= 1
        if usesLeft[source] == 0 { ready.append(source) }
      }
    }
    let deepest = distance.max() ?? 0
    return distance.map { deepest - $0 }
  }

  /// An edge, with a place of its own in every layer that it passes.
  private mutating func connect(_ source: Int, _ target: Int) {
    var chain = [source]
    for layer in stride(from: layerOf[source] + 1, to: layerOf[target], by: 1) {
      chain.append(layerOf.count)
      layerOf.append(layer)
      widths.append(0)
      above.append([])
      below.append([])
    }
    chain.append(target)
    for (upper, lower) in zip(chain, chain.dropFirst()) {
      below[upper].append(lower)
      above[lower].append(upper)
    }
    chains.append(chain)
  }

  // MARK: - Order

  /// Orders each layer by the means of its neighbours' places, up and down again, and keeps the order with the fewest crossings.
  private mutating func orderLayers() {
    var best = layers
    var fewest = crossings()
    for sweep in 0..<12 where fewest > 0 {
      let isDownwards = sweep % 2 == 0
      for layer in isDownwards ? Array(layers.indices.dropFirst()) : layers.indices.dropLast().reversed() {
        let neighbours = isDownwards ? above : below
        let rank = ranks(of: layers[isDownwards ? layer - 1 : layer + 1])
        let means = layers[layer].enumerated().map { place, node in
          let own = neighbours[node].compactMap { rank[$0] }
          return (own.isEmpty ? Double(place) : Double(own.reduce(0, +)) / Double(own.count), place, node)
        }
        layers[layer] = means.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
      }
      let count = crossings()
      if count < fewest { (best, fewest) = (layers, count) }
    }
    layers = best
  }

  private func ranks(of layer: [Int]) -> [Int: Int] {
    Dictionary(uniqueKeysWithValues: layer.enumerated().map { ($1, $0) })
  }

  private func crossings() -> Int {
    var count = 0
    for (upper, lower) in zip(layers, layers.dropFirst()) {
      let rank = ranks(of: lower)
      let ends = upper.map { below[$0].compactMap { rank[$0] } }
      for (i, mine) in ends.enumerated() {
        for others in ends[(i + 1)...] { for a in mine { count += others.count { $0 < a } } }
      }
    }
    return count
  }

  // MARK: - Coordinates

  /// Moves every layer towards its neighbours, up and down, without changing its order.
  ///
  /// Operations and the edges that pass a layer line up with each other, and leaves beside them give way: else a deep network, whose
  /// weights all lie on one side, would drift to the other.
  private mutating func coordinates(gap: Double) -> [Double] {
    var x = widths.map { _ in 0.0 }
    for layer in layers { place(layer, at: layer.map { _ in 0 }, gap, &x) }
    for sweep in 0..<200 {
      for layer in sweep % 2 == 0 ? layers : layers.reversed() {
        let wanted = layer.map { node in
          let all = above[node] + below[node]
          let leading = isLeaf(node) ? all : all.filter { !isLeaf($0) }
          let neighbours = leading.isEmpty ? all : leading
          return neighbours.isEmpty ? x[node] : neighbours.reduce(0) { $0 + x[$1] } / Double(neighbours.count)
        }
        place(layer, at: wanted, gap, &x)
      }
    }
    let left = x.indices.map { x[$0] - widths[$0] / 2 }.min() ?? 0
    let right = x.indices.map { x[$0] + widths[$0] / 2 }.max() ?? 0
    width = right - left
    return x.map { $0 - left }
  }

  private func isLeaf(_ node: Int) -> Bool { above[node].isEmpty }

  /// Places a layer's nodes as near to where they are wanted as their widths allow: least squares under an order, by pooling
  /// adjacent violators (Ayer et al., 1955).
  private func place(_ layer: [Int], at wanted: [Double], _ gap: Double, _ x: inout [Double]) {
    // Without the widths before it a node's place may equal its predecessor's, but not precede it.
    var offsets: [Double] = []
    for (i, node) in layer.enumerated() {
      offsets.append(i == 0 ? 0 : offsets[i - 1] + (widths[layer[i - 1]] + widths[node]) / 2 + gap)
    }
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for (i, node) in layer.enumerated() {
      let weight = isLeaf(node) ? 1e-6 : 1
      pools.append((weight * (wanted[i] - offsets[i]), weight, 1))
      while pools.count > 1, let last = pools.last,
        pools[pools.count - 2].sum / pools[pools.count - 2].weight > last.sum / last.weight
      {
        pools.removeLast()
        pools[pools.count - 1].sum += last.sum
        pools[pools.count - 1].weight += last.weight
        pools[pools.count - 1].count += last.count
      }
    }
    var i = 0
    for pool in pools {
      for _ in 0..<pool.count {
        x[layer[i]] = pool.sum / pool.weight + offsets[i]
        i += 1
      }
    }
  }
}
