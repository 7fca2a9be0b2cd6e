// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The folder of swift-syntax's modules inside the toolchain that reads this manifest: `…/usr/lib/swift/host`.
///
/// The toolchain's own copy is the parser of the compiler that compiles the cells, and needs no building.
/// It is found from the place where this process's `libPackageDescription.so` was loaded.
let hostModules: String = {
  // Line by line: the file has no length to read at once, and a mapping may come while it is read.
  guard let maps = fopen("/proc/self/maps", "r") else { fatalError("/proc/self/maps can't be read: is this Linux?") }
  defer { fclose(maps) }
  var buffer = [CChar](repeating: 0, count: 8192)
  while fgets(&buffer, Int32(buffer.count), maps) != nil {
    let line = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard let start = line.firstIndex(of: "/"), let end = line.range(of: "/lib/swift/pm/")?.lowerBound else { continue }
    return line[start..<end] + "/lib/swift/host"
  }
  fatalError("no library of the package manager in /proc/self/maps: where is the toolchain?")
}()

/// For a target that imports the parser, or a target that does.
let seesParser: [SwiftSetting] = [.unsafeFlags(["-I", hostModules])]
let linksParser: [LinkerSetting] = [
  .unsafeFlags(["-L", hostModules, "-Xlinker", "-rpath", "-Xlinker", hostModules]),
  .linkedLibrary("SwiftParser"), .linkedLibrary("SwiftParserDiagnostics"), .linkedLibrary("SwiftSyntax"),
  .linkedLibrary("SwiftOperators"), .linkedLibrary("SwiftDiagnostics"), .linkedLibrary("SwiftIDEUtils"),
]

let package = Package(
  name: "notebook",
  products: [
    .executable(name: "notebook", targets: ["notebook"]),
    .executable(name: "notebook-kernel", targets: ["NotebookKernel"]),
    .library(name: "GenerativeAI", type: .dynamic, targets: ["GenerativeAI", "CellRuntime"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // System libraries and C.
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "CKernels", dependencies: ["COpenBLAS"],
      cSettings: [.unsafeFlags(["-O3", "-fno-math-errno", "-fno-trapping-math", "-fwrapv"])],
      linkerSettings: [.linkedLibrary("openblas")]),
    .target(name: "CJobQueue"),
    .target(name: "CKernelProcess", cSettings: [.unsafeFlags(["-fno-omit-frame-pointer"])]),

    // What cells import: one dynamic library.
    .target(name: "NotebookDisplay"),
    .target(name: "Rasterization", swiftSettings: [.enableExperimentalFeature("Extern")]),
    .target(
      name: "Tensors", dependencies: ["CKernels", "NotebookDisplay"],
      swiftSettings: [.enableExperimentalFeature("Extern")], linkerSettings: [.linkedLibrary("z")]),
    .target(name: "NeuralNetworks", dependencies: ["Tensors", "Plotting"]),
    .target(name: "Plotting", dependencies: ["NotebookDisplay", "Tensors", "Rasterization"]),
    .target(name: "Distributions", dependencies: ["Tensors", "NotebookDisplay", "Plotting"]),
    .target(
      name: "ClassicalModels", dependencies: ["CKernels", "Tensors", "NotebookDisplay", "Plotting"],
      swiftSettings: [.enableExperimentalFeature("Extern")]),
    .target(
      name: "Datasets", dependencies: ["CKernels", "Tensors", "NeuralNetworks", "NotebookDisplay", "Plotting"],
      swiftSettings: [.enableExperimentalFeature("Extern")]),
    .target(
      name: "GenerativeAI",
      dependencies: [
        "NotebookDisplay", "Tensors", "NeuralNetworks", "Plotting", "Distributions", "ClassicalModels", "Datasets",
      ]),
    .target(
      name: "CellRuntime", dependencies: ["NotebookDisplay", "CJobQueue"],
      swiftSettings: [.enableExperimentalFeature("Extern")]),

    // The runner.
    .target(name: "NotebookDocument", dependencies: ["CMark", "Yams"]),
    .target(
      name: "CellCompiler",
      dependencies: [
        "CCrypto", .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: seesParser, linkerSettings: linksParser),
    .target(name: "KernelProtocol"),
    // Its functions stand before the C library's for all that is loaded later.
    .executableTarget(
      name: "NotebookKernel", dependencies: ["KernelProtocol", "CKernelProcess"],
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"])]),
    .target(
      name: "NotebookExecution",
      dependencies: ["NotebookDocument", "CellCompiler", "KernelProtocol", "NotebookDisplay"],
      swiftSettings: seesParser),
    .target(
      name: "NotebookPages",
      dependencies: ["NotebookDocument", "CellCompiler", "NotebookExecution", "NotebookDisplay", "CMark", "CCrypto"],
      resources: ["page.css", "page.js", "theme.js", "math.js"].map { .embedInCode("Assets/" + $0) },
      swiftSettings: seesParser),
    .target(
      name: "LiveServer",
      dependencies: [
        .product(name: "FlyingFox", package: "FlyingFox"), .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [.embedInCode("live.js")]),
    .executableTarget(
      name: "notebook",
      dependencies: [
        "NotebookDocument", "CellCompiler", "NotebookExecution", "NotebookPages", "NotebookDisplay", "Rasterization",
        "LiveServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: seesParser),

    // What the library's tests share.
    .target(name: "TestSupport", dependencies: ["Tensors"], path: "Tests/TestSupport"),
    .testTarget(name: "NotebookDisplayTests", dependencies: ["NotebookDisplay"]),
    .testTarget(name: "RasterizationTests", dependencies: ["Rasterization"]),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors", "NotebookDisplay", "TestSupport"]),
    .testTarget(name: "PlottingTests", dependencies: ["Plotting", "Rasterization", "Tensors", "NotebookDisplay"]),
    .testTarget(name: "NeuralNetworksTests", dependencies: ["NeuralNetworks", "TestSupport"]),
    .testTarget(name: "DistributionsTests", dependencies: ["Distributions", "Tensors", "Plotting", "TestSupport"]),
    .testTarget(
      name: "ClassicalModelsTests",
      dependencies: ["ClassicalModels", "Tensors", "Plotting", "NotebookDisplay", "TestSupport"]),
    .testTarget(
      name: "DatasetsTests", dependencies: ["Datasets", "NeuralNetworks", "Tensors", "NotebookDisplay", "TestSupport"]),
    .testTarget(name: "NotebookDocumentTests", dependencies: ["NotebookDocument"]),
    .testTarget(name: "CellCompilerTests", dependencies: ["CellCompiler"], swiftSettings: seesParser),
    .testTarget(name: "KernelProtocolTests", dependencies: ["KernelProtocol"]),
    .testTarget(
      name: "NotebookExecutionTests",
      dependencies: ["NotebookExecution", "CellCompiler", "NotebookDocument", "NotebookDisplay"],
      swiftSettings: seesParser),
    .testTarget(
      name: "NotebookPagesTests",
      dependencies: ["NotebookPages", "NotebookDocument", "NotebookExecution", "NotebookDisplay", "CMark"],
      swiftSettings: seesParser),
    .testTarget(name: "LiveServerTests", dependencies: ["LiveServer"]),
    .testTarget(
      name: "NotebookCommandTests",
      dependencies: [
        "notebook", "NotebookDocument", "NotebookDisplay",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: seesParser),
    // Our files as others read them: Jupyter, Jupytext, a browser. They drive the built command.
    .testTarget(
      name: "InteropTests",
      dependencies: [
        "NotebookDocument", "notebook", "NotebookKernel", "Tensors",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["requirements.txt"], swiftSettings: seesParser),
  ],
  swiftLanguageModes: [.v6]
)

// `make lint`: a warning is an error in what is written here, not in the packages it depends on.
if Context.environment["NOTEBOOK_WARNINGS_AS_ERRORS"] != nil {
  for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
