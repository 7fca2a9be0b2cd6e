// Everything that a page needs, by one import.
@_exported import ClassicalModels
@_exported import Datasets
@_exported import Distributions
@_exported import NeuralNetworks
@_exported import NotebookDisplay
@_exported import Plotting
@_exported import Tensors
