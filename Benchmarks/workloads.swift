// The training workloads, as a page would write them: a cell that `Benchmarks/training` runs. `workloads-pytorch.py` holds the
// same in PyTorch. Data is random, of the workload's shape, made once; a step is forward, backward and update.
import GenerativeAI

func firstNetwork() -> () -> Double {
  let x = Tensor.randn(10, 10)
  let y = (Tensor.rand(10, 1) > 0.5).float()
  let model = Sequential(Linear(10, 5), ReLU(), Linear(5, 1), Sigmoid())
  let criterion = MSELoss()
  let optimizer = SGD(model.parameters(), lr: 0.01)
  return {
    let loss = criterion(model(x), y)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return loss.item()
  }
}

func ganMLP() -> () -> Double {
  let generator = Sequential(
    Linear(100, 256), LeakyReLU(0.2), Linear(256, 512), LeakyReLU(0.2), Linear(512, 1024), LeakyReLU(0.2),
    Linear(1024, 784), Tanh())
  let discriminator = Sequential(
    Linear(784, 1024), LeakyReLU(0.2), Linear(1024, 512), LeakyReLU(0.2), Linear(512, 256), LeakyReLU(0.2),
    Linear(256, 1), Sigmoid())
  let generatorOptimizer = Adam(generator.parameters(), lr: 1e-3)
  let discriminatorOptimizer = Adam(discriminator.parameters(), lr: 1e-3)
  let bce = BCELoss()
  let real = Tensor.rand(64, 784) * 2 - 1
  let (ones, zeros) = (Tensor.ones(64, 1), Tensor.zeros(64, 1))
  return {
    let fake = generator(Tensor.randn(64, 100))
    let discriminatorLoss = 0.5 * (bce(discriminator(real), ones) + bce(discriminator(fake.detach()), zeros))
    discriminatorOptimizer.zeroGrad()
    discriminatorLoss.backward()
    discriminatorOptimizer.step()
    let generatorLoss = bce(discriminator(generator(Tensor.randn(64, 100))), ones)
    generatorOptimizer.zeroGrad()
    generatorLoss.backward()
    generatorOptimizer.step()
    return discriminatorLoss.item() + generatorLoss.item()
  }
}

func vaeMLP() -> () -> Double {
  let encoder = Sequential(Linear(784, 512), ReLU(), Linear(512, 256), ReLU())
  let (mean, logVariance) = (Linear(256, 2), Linear(256, 2))
  let decoder = Sequential(Linear(2, 256), ReLU(), Linear(256, 512), ReLU(), Linear(512, 784), Sigmoid())
  let optimizer = Adam(
    encoder.parameters() + mean.parameters() + logVariance.parameters() + decoder.parameters(), lr: 1e-3)
  let x = Tensor.rand(128, 784)
  return {
    let h = encoder(x)
    let (m, v) = (mean(h), logVariance(h))
    let z = m + (0.5 * v).exp() * Tensor.randnLike(m)
    let y = decoder(z)
    let reconstruction = F.binaryCrossEntropy(y, x, reduction: .sum) / 128
    let divergence = 0.5 * (1 + v - m * m - v.exp()).sum(dim: 1).mean()
    let loss = reconstruction - divergence
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return loss.item()
  }
}

func autoencoderDense() -> () -> Double {
  let model = Sequential(
    Linear(784, 128), ReLU(), Linear(128, 64), ReLU(), Linear(64, 32), ReLU(), Linear(32, 64), ReLU(), Linear(64, 128),
    ReLU(), Linear(128, 784), Sigmoid())
  let optimizer = Adam(model.parameters(), lr: 1e-3)
  let x = Tensor.rand(128, 784)
  return {
    let loss = F.mseLoss(model(x), x)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return loss.item()
  }
}

func autoencoderConv() -> () -> Double {
  let model = Sequential(
    Conv2d(1, 16, 3, padding: 1), ReLU(), MaxPool2d(2), Conv2d(16, 32, 3, padding: 1), ReLU(), MaxPool2d(2),
    ConvTranspose2d(32, 16, 2, stride: 2), ReLU(), ConvTranspose2d(16, 1, 2, stride: 2), Sigmoid())
  let optimizer = Adam(model.parameters(), lr: 1e-3)
  let x = Tensor.rand(128, 1, 28, 28)
  return {
    let loss = F.binaryCrossEntropy(model(x), x)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return loss.item()
  }
}

func dcgan(_ generator: Sequential, _ discriminator: Sequential, _ real: Tensor) -> () -> Double {
  let generatorOptimizer = Adam(generator.parameters(), lr: 2e-4, betas: (0.5, 0.999))
  let discriminatorOptimizer = Adam(discriminator.parameters(), lr: 2e-4, betas: (0.5, 0.999))
  let n = real.shape[0]
  return {
    let fake = generator(Tensor.randn(n, 100, 1, 1))
    let (onReal, onFake) = (discriminator(real).flatten(), discriminator(fake.detach()).flatten())
    let discriminatorLoss =
      F.binaryCrossEntropyWithLogits(onReal, Tensor.ones(n)) + F.binaryCrossEntropyWithLogits(onFake, Tensor.zeros(n))
    discriminatorOptimizer.zeroGrad()
    discriminatorLoss.backward()
    discriminatorOptimizer.step()
    let generatorLoss = F.binaryCrossEntropyWithLogits(discriminator(fake).flatten(), Tensor.ones(n))
    generatorOptimizer.zeroGrad()
    generatorLoss.backward()
    generatorOptimizer.step()
    return discriminatorLoss.item() + generatorLoss.item()
  }
}

func dcgan28() -> () -> Double {
  let generator = Sequential(
    ConvTranspose2d(100, 128, 7, bias: false), BatchNorm2d(128), ReLU(),
    ConvTranspose2d(128, 64, 4, stride: 2, padding: 1, bias: false), BatchNorm2d(64), ReLU(),
    ConvTranspose2d(64, 1, 4, stride: 2, padding: 1), Tanh())
  let discriminator = Sequential(
    Conv2d(1, 64, 4, stride: 2, padding: 1), LeakyReLU(0.2),
    Conv2d(64, 128, 4, stride: 2, padding: 1, bias: false), BatchNorm2d(128), LeakyReLU(0.2), Conv2d(128, 1, 7))
  return dcgan(generator, discriminator, Tensor.rand(64, 1, 28, 28) * 2 - 1)
}

func dcgan64() -> () -> Double {
  let channels = [1024, 512, 256, 128]
  var up: [Module] = [ConvTranspose2d(100, channels[0], 4, bias: false), BatchNorm2d(channels[0]), ReLU()]
  for i in 0..<3 {
    up += [
      ConvTranspose2d(channels[i], channels[i + 1], 4, stride: 2, padding: 1, bias: false),
      BatchNorm2d(channels[i + 1]), ReLU(),
    ]
  }
  up += [ConvTranspose2d(channels[3], 3, 4, stride: 2, padding: 1), Tanh()]
  var down: [Module] = [Conv2d(3, channels[3], 4, stride: 2, padding: 1), LeakyReLU(0.2)]
  for i in [2, 1, 0] {
    down += [
      Conv2d(channels[i + 1], channels[i], 4, stride: 2, padding: 1, bias: false), BatchNorm2d(channels[i]),
      LeakyReLU(0.2),
    ]
  }
  down.append(Conv2d(channels[0], 1, 4))
  return dcgan(Sequential(up), Sequential(down), Tensor.rand(8, 3, 64, 64) * 2 - 1)
}

func wganGP() -> () -> Double {
  let generator = Sequential(Linear(64, 256), ReLU(), Linear(256, 512), ReLU(), Linear(512, 784), Tanh())
  let critic = Sequential(Linear(784, 512), LeakyReLU(0.2), Linear(512, 256), LeakyReLU(0.2), Linear(256, 1))
  let generatorOptimizer = Adam(generator.parameters(), lr: 1e-4, betas: (0, 0.9))
  let criticOptimizer = Adam(critic.parameters(), lr: 1e-4, betas: (0, 0.9))
  let real = Tensor.rand(64, 784) * 2 - 1
  return {
    let fake = generator(Tensor.randn(64, 64)).detach()
    let share = Tensor.rand(64, 1)
    let between = (share * real + (1 - share) * fake).requiresGrad_()
    let slope = grad(critic(between).sum(), between, createGraph: true)[0]
    let penalty = 10 * ((slope.norm(dim: 1) - 1).pow(2)).mean()
    let criticLoss = critic(fake).mean() - critic(real).mean() + penalty
    criticOptimizer.zeroGrad()
    criticLoss.backward()
    criticOptimizer.step()
    let generatorLoss = -critic(generator(Tensor.randn(64, 64))).mean()
    generatorOptimizer.zeroGrad()
    generatorLoss.backward()
    generatorOptimizer.step()
    return criticLoss.item() + generatorLoss.item()
  }
}

func realNVP() -> () -> Double {
  let nets = (0..<4).map { _ in Sequential(Linear(1, 64), ReLU(), Linear(64, 64), ReLU(), Linear(64, 2)) }
  let optimizer = Adam(nets.flatMap { $0.parameters() }, lr: 1e-3)
  let x = Tensor.randn(64, 2)
  return {
    var (a, b) = (x[.all, 0..<1], x[.all, 1..<2])
    var logDeterminant = Tensor.zeros(64, 1)
    for net in nets {
      let parts = net(a).chunk(2, dim: 1)
      let (shift, scale) = (parts[0], parts[1].tanh())
      b = b * scale.exp() + shift
      logDeterminant = logDeterminant + scale
      (a, b) = (b, a)
    }
    let z = cat([a, b], dim: 1)
    let loss = (0.5 * (z * z).sum(dim: 1) - logDeterminant.squeeze(1)).mean()
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return loss.item()
  }
}

final class Block: Module {
  let heads: Int
  let norm1, norm2: LayerNorm
  let qkv, projection, up, down: Linear

  init(_ width: Int, _ heads: Int) {
    self.heads = heads
    (norm1, norm2) = (LayerNorm(width), LayerNorm(width))
    (qkv, projection) = (Linear(width, 3 * width), Linear(width, width))
    (up, down) = (Linear(width, 4 * width), Linear(4 * width, width))
  }

  override func forward(_ x: Tensor) -> Tensor {
    let (batch, time, width) = (x.shape[0], x.shape[1], x.shape[2])
    let parts = qkv(norm1(x)).chunk(3, dim: 2).map {
      $0.view(batch, time, heads, width / heads).transpose(1, 2)
    }
    let attention = F.scaledDotProductAttention(parts[0], parts[1], parts[2], isCausal: true)
    let y = x + projection(attention.transpose(1, 2).reshape(batch, time, width))
    return y + down(F.gelu(up(norm2(y))))
  }
}

func gptNano() -> () -> Double {
  let (vocabulary, width, heads, layers, time, batch) = (65, 128, 4, 4, 64, 12)
  let (tokens, positions) = (Embedding(vocabulary, width), Embedding(time, width))
  let body = Sequential((0..<layers).map { _ in Block(width, heads) } + [LayerNorm(width)])
  let head = Linear(width, vocabulary, bias: false)
  let optimizer = AdamW(
    tokens.parameters() + positions.parameters() + body.parameters() + head.parameters(), lr: 1e-3)
  let ids = Tensor.randint(0, vocabulary, [batch, time + 1])
  return {
    let logits = head(body(tokens(ids[.all, 0..<time]) + positions.weight))
    let loss = F.crossEntropy(logits.reshape(-1, vocabulary), ids[.all, 1...].reshape(-1))
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return loss.item()
  }
}

/// A convolution that sees only what comes before a pixel, in rows from the top; kind B sees the pixel itself, too.
final class MaskedConv2d: Conv2d {
  private let mask: Tensor

  init(seesItself: Bool, _ inChannels: Int, _ outChannels: Int, _ kernel: Int) {
    mask = Tensor.ones(outChannels, inChannels, kernel, kernel)
    let middle = kernel / 2
    mask[.all, .all, middle, (middle + (seesItself ? 1 : 0))...] = Tensor(0)
    mask[.all, .all, (middle + 1)...] = Tensor(0)
    super.init(inChannels, outChannels, kernel, padding: middle)
  }

  override func forward(_ x: Tensor) -> Tensor { forward(x, weight: weight * mask) }
}

func pixelCNN() -> () -> Double {
  var modules: [Module] = [MaskedConv2d(seesItself: false, 1, 32, 7), ReLU()]
  for _ in 0..<5 { modules += [MaskedConv2d(seesItself: true, 32, 32, 3), ReLU()] }
  let model = Sequential(modules + [Conv2d(32, 1, 1)])
  let optimizer = Adam(model.parameters(), lr: 1e-3)
  let x = (Tensor.rand(32, 1, 28, 28) > 0.5).float()
  return {
    let loss = F.binaryCrossEntropyWithLogits(model(x), x)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    return loss.item()
  }
}

let workloads: KeyValuePairs<String, () -> () -> Double> = [
  "first_network": firstNetwork, "gan_mlp": ganMLP, "vae_mlp": vaeMLP, "autoencoder_dense": autoencoderDense,
  "autoencoder_conv": autoencoderConv, "dcgan28": dcgan28, "dcgan64": dcgan64, "wgan_gp": wganGP, "real_nvp": realNVP,
  "gpt_nano": gptNano, "pixel_cnn": pixelCNN,
]

/// Milliseconds a step: the median of seven blocks.
func milliseconds(_ step: () -> Double, seconds: Double) -> Double {
  let clock = ContinuousClock()
  func time(_ count: Int) -> Double {
    let duration = clock.measure { for _ in 0..<count { _ = step() } }
    return (Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18) / Double(count)
  }
  _ = time(3)
  let count = max(1, Int(seconds / 7 / max(time(1), 1e-6)))
  return (0..<7).map { _ in time(count) * 1000 }.sorted()[3]
}
