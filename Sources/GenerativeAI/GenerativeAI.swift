// Everything that a page needs, by one import.
@_exported import NeuralNetworks
@_exported import NotebookDisplay
@_exported import Plotting
@_exported import Tensors
