#!/usr/bin/env python3
"""The workloads of workloads.swift in PyTorch, for comparison: NAME <tab> MILLISECONDS a step, a line each.

    python workloads-pytorch.py [--threads N] [--seconds S] [WORKLOAD …]
"""

import argparse
import statistics
import time

import torch
from torch import nn
from torch.nn import functional as F


def first_network():
    x, y = torch.randn(10, 10), (torch.rand(10, 1) > 0.5).float()
    model = nn.Sequential(nn.Linear(10, 5), nn.ReLU(), nn.Linear(5, 1), nn.Sigmoid())
    criterion = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

    def step():
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def perceptron(sizes, activation, last=None):
    layers = []
    for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
        layers += [nn.Linear(a, b), activation() if i < len(sizes) - 2 else last]
    return nn.Sequential(*[layer for layer in layers if layer is not None])


def leaky():
    return nn.LeakyReLU(0.2)


def gan_mlp():
    generator = perceptron([100, 256, 512, 1024, 784], leaky, nn.Tanh())
    discriminator = perceptron([784, 1024, 512, 256, 1], leaky, nn.Sigmoid())
    generator_optimizer = torch.optim.Adam(generator.parameters(), lr=1e-3)
    discriminator_optimizer = torch.optim.Adam(discriminator.parameters(), lr=1e-3)
    bce = nn.BCELoss()
    real, ones, zeros = torch.rand(64, 784) * 2 - 1, torch.ones(64, 1), torch.zeros(64, 1)

    def step():
        fake = generator(torch.randn(64, 100))
        discriminator_loss = 0.5 * (bce(discriminator(real), ones) + bce(discriminator(fake.detach()), zeros))
        discriminator_optimizer.zero_grad()
        discriminator_loss.backward()
        discriminator_optimizer.step()
        generator_loss = bce(discriminator(generator(torch.randn(64, 100))), ones)
        generator_optimizer.zero_grad()
        generator_loss.backward()
        generator_optimizer.step()
        return discriminator_loss.item() + generator_loss.item()

    return step


def vae_mlp():
    encoder = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU())
    mean, log_variance = nn.Linear(256, 2), nn.Linear(256, 2)
    decoder = perceptron([2, 256, 512, 784], nn.ReLU, nn.Sigmoid())
    modules = nn.ModuleList([encoder, mean, log_variance, decoder])
    optimizer = torch.optim.Adam(modules.parameters(), lr=1e-3)
    x = torch.rand(128, 784)

    def step():
        h = encoder(x)
        m, v = mean(h), log_variance(h)
        y = decoder(m + torch.exp(0.5 * v) * torch.randn_like(m))
        divergence = 0.5 * (1 + v - m * m - v.exp()).sum(1).mean()
        loss = F.binary_cross_entropy(y, x, reduction="sum") / 128 - divergence
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def reconstruction(model, x, criterion):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def step():
        loss = criterion(model(x), x)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def autoencoder_dense():
    model = perceptron([784, 128, 64, 32, 64, 128, 784], nn.ReLU, nn.Sigmoid())
    return reconstruction(model, torch.rand(128, 784), F.mse_loss)


def autoencoder_conv():
    model = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.ConvTranspose2d(32, 16, 2, stride=2), nn.ReLU(), nn.ConvTranspose2d(16, 1, 2, stride=2), nn.Sigmoid())
    return reconstruction(model, torch.rand(128, 1, 28, 28), F.binary_cross_entropy)


def dcgan(generator, discriminator, real):
    generator_optimizer = torch.optim.Adam(generator.parameters(), lr=2e-4, betas=(0.5, 0.999))
    discriminator_optimizer = torch.optim.Adam(discriminator.parameters(), lr=2e-4, betas=(0.5, 0.999))
    n = real.shape[0]
    bce = F.binary_cross_entropy_with_logits

    def step():
        fake = generator(torch.randn(n, 100, 1, 1))
        on_real, on_fake = discriminator(real).flatten(), discriminator(fake.detach()).flatten()
        discriminator_loss = bce(on_real, torch.ones(n)) + bce(on_fake, torch.zeros(n))
        discriminator_optimizer.zero_grad()
        discriminator_loss.backward()
        discriminator_optimizer.step()
        generator_loss = bce(discriminator(fake).flatten(), torch.ones(n))
        generator_optimizer.zero_grad()
        generator_loss.backward()
        generator_optimizer.step()
        return discriminator_loss.item() + generator_loss.item()

    return step


def dcgan28():
    generator = nn.Sequential(
        nn.ConvTranspose2d(100, 128, 7, bias=False), nn.BatchNorm2d(128), nn.ReLU(),
        nn.ConvTranspose2d(128, 64, 4, 2, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(),
        nn.ConvTranspose2d(64, 1, 4, 2, 1), nn.Tanh())
    discriminator = nn.Sequential(
        nn.Conv2d(1, 64, 4, 2, 1), leaky(),
        nn.Conv2d(64, 128, 4, 2, 1, bias=False), nn.BatchNorm2d(128), leaky(), nn.Conv2d(128, 1, 7))
    return dcgan(generator, discriminator, torch.rand(64, 1, 28, 28) * 2 - 1)


def dcgan64():
    channels = [1024, 512, 256, 128]
    up = [nn.ConvTranspose2d(100, channels[0], 4, bias=False), nn.BatchNorm2d(channels[0]), nn.ReLU()]
    for a, b in zip(channels, channels[1:]):
        up += [nn.ConvTranspose2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b), nn.ReLU()]
    up += [nn.ConvTranspose2d(channels[3], 3, 4, 2, 1), nn.Tanh()]
    down = [nn.Conv2d(3, channels[3], 4, 2, 1), leaky()]
    for a, b in zip(channels[::-1], channels[-2::-1]):
        down += [nn.Conv2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b), leaky()]
    down.append(nn.Conv2d(channels[0], 1, 4))
    return dcgan(nn.Sequential(*up), nn.Sequential(*down), torch.rand(8, 3, 64, 64) * 2 - 1)


def wgan_gp():
    generator = perceptron([64, 256, 512, 784], nn.ReLU, nn.Tanh())
    critic = perceptron([784, 512, 256, 1], leaky)
    generator_optimizer = torch.optim.Adam(generator.parameters(), lr=1e-4, betas=(0.0, 0.9))
    critic_optimizer = torch.optim.Adam(critic.parameters(), lr=1e-4, betas=(0.0, 0.9))
    real = torch.rand(64, 784) * 2 - 1

    def step():
        fake = generator(torch.randn(64, 64)).detach()
        share = torch.rand(64, 1)
        between = (share * real + (1 - share) * fake).requires_grad_(True)
        slope = torch.autograd.grad(critic(between).sum(), between, create_graph=True)[0]
        penalty = 10 * ((slope.norm(2, dim=1) - 1) ** 2).mean()
        critic_loss = critic(fake).mean() - critic(real).mean() + penalty
        critic_optimizer.zero_grad()
        critic_loss.backward()
        critic_optimizer.step()
        generator_loss = -critic(generator(torch.randn(64, 64))).mean()
        generator_optimizer.zero_grad()
        generator_loss.backward()
        generator_optimizer.step()
        return critic_loss.item() + generator_loss.item()

    return step


def real_nvp():
    nets = nn.ModuleList([perceptron([1, 64, 64, 2], nn.ReLU) for _ in range(4)])
    optimizer = torch.optim.Adam(nets.parameters(), lr=1e-3)
    x = torch.randn(64, 2)

    def step():
        a, b = x[:, :1], x[:, 1:]
        log_determinant = torch.zeros(64, 1)
        for net in nets:
            shift, scale = net(a).chunk(2, dim=1)
            scale = torch.tanh(scale)
            b = b * torch.exp(scale) + shift
            log_determinant = log_determinant + scale
            a, b = b, a
        z = torch.cat([a, b], dim=1)
        loss = (0.5 * (z * z).sum(1) - log_determinant.squeeze(1)).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.projection = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        batch, length, width = x.shape
        parts = self.qkv(self.norm1(x)).chunk(3, dim=2)
        q, k, v = (part.view(batch, length, self.heads, width // self.heads).transpose(1, 2) for part in parts)
        attention = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        y = x + self.projection(attention.transpose(1, 2).reshape(batch, length, width))
        return y + self.down(F.gelu(self.up(self.norm2(y))))


def gpt_nano():
    vocabulary, width, heads, layers, length, batch = 65, 128, 4, 4, 64, 12
    tokens, positions = nn.Embedding(vocabulary, width), nn.Embedding(length, width)
    body = nn.Sequential(*[Block(width, heads) for _ in range(layers)], nn.LayerNorm(width))
    head = nn.Linear(width, vocabulary, bias=False)
    modules = nn.ModuleList([tokens, positions, body, head])
    optimizer = torch.optim.AdamW(modules.parameters(), lr=1e-3)
    ids = torch.randint(vocabulary, (batch, length + 1))

    def step():
        logits = head(body(tokens(ids[:, :-1]) + positions.weight))
        loss = F.cross_entropy(logits.reshape(-1, vocabulary), ids[:, 1:].reshape(-1))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


class MaskedConv2d(nn.Conv2d):
    def __init__(self, sees_itself, *sizes, **options):
        super().__init__(*sizes, **options)
        mask = torch.ones_like(self.weight)
        middle = mask.shape[2] // 2
        mask[:, :, middle, middle + sees_itself:] = 0
        mask[:, :, middle + 1:] = 0
        self.register_buffer("mask", mask)

    def forward(self, x):
        return F.conv2d(x, self.weight * self.mask, self.bias, self.stride, self.padding)


def pixel_cnn():
    layers = [MaskedConv2d(False, 1, 32, 7, padding=3), nn.ReLU()]
    for _ in range(5):
        layers += [MaskedConv2d(True, 32, 32, 3, padding=1), nn.ReLU()]
    model = nn.Sequential(*layers, nn.Conv2d(32, 1, 1))
    return reconstruction(model, (torch.rand(32, 1, 28, 28) > 0.5).float(), F.binary_cross_entropy_with_logits)


WORKLOADS = [
    first_network, gan_mlp, vae_mlp, autoencoder_dense, autoencoder_conv, dcgan28, dcgan64, wgan_gp, real_nvp, gpt_nano,
    pixel_cnn]


def milliseconds(step, seconds):
    """Milliseconds a step: the median of seven blocks."""

    def measure(count):
        start = time.perf_counter()
        for _ in range(count):
            step()
        return (time.perf_counter() - start) / count

    measure(3)
    count = max(1, int(seconds / 7 / max(measure(1), 1e-6)))
    return statistics.median(measure(count) * 1000 for _ in range(7))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("names", nargs="*", metavar="WORKLOAD")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    for workload in WORKLOADS:
        if not options.names or workload.__name__ in options.names:
            print(f"{workload.__name__}\t{milliseconds(workload(), options.seconds):.4f}", flush=True)


main()
