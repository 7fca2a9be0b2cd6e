# What notebooks/module1.md does, in PyTorch. `Benchmarks/run` makes a Jupyter notebook of it: a cell from each `# %%` on,
# as in the page, so that both run the same steps and show the same results: numbers, tables, two plots. Change one with the other.

# %%
import torch
from torch import nn, optim
from matplotlib import pyplot as plt
from IPython.display import HTML

torch.manual_seed(0)


def table(columns, rows):
    row = lambda cells, tag: "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"
    return HTML("<table>" + row(columns, "th") + "".join(row(cells, "td") for cells in rows) + "</table>")


means = torch.tensor([-1.0, 2.0])
labels = torch.randint(0, 2, [1000])
samples = means.gather(0, labels) + torch.randn(1000)
table(["class", "x"], [(labels[i].item(), f"{samples[i].item():.6g}") for i in range(6)])

# %%
axis = torch.linspace(-4, 5, 181)


def joint(mean):
    return ((axis - mean).pow(2) * -0.5).exp() * 0.1995  # 0.1995 = 0.5 / √2π


plt.hist(samples, density=True, bins="fd", label="samples")
plt.plot(axis, joint(-1), label="$p(x, 0)$")
plt.plot(axis, joint(2), label="$p(x, 1)$")
plt.axvline(0.5, label="$x = 0.5$", color="gray", linestyle="dashed")
plt.xlabel("$x$")
plt.ylabel("density")
plt.legend()

# %%
def probability_of_one(x):
    return (3 * x - 1.5).sigmoid()


probability_of_one(torch.tensor([-1, 0, 0.5, 1, 2]))

# %%
decisions = probability_of_one(samples) > 0.5
correct = decisions == labels.to(torch.bool)
correct.to(torch.float32).mean()

# %%
inputs, hidden, outputs, batch = 10, 5, 1, 10
x = torch.randn(batch, inputs)
y = torch.tensor([[1.0], [0], [0], [1], [1], [1], [0], [0], [1], [1]])
(x.shape, y.shape)

# %%
model = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, outputs), nn.Sigmoid())
model

# %%
criterion = nn.MSELoss()
optimiser = optim.SGD(model.parameters(), lr=0.01)

# %%
first = criterion(model(x), y)
optimiser.zero_grad()
first.backward()
list(model.parameters())[-1].grad

# %%
optimiser.step()
second = criterion(model(x), y)
(second - first).detach()

# %%
losses = []
for _ in range(50):
    loss = criterion(model(x), y)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    losses.append(loss.item())
plt.plot(range(1, 51), losses)
plt.xlabel("epoch")
plt.ylabel("loss")

# %%
table(["epoch", "loss"], [(i, f"{losses[i - 1]:.6g}") for i in [1, 10, 20, 30, 40, 50]])
