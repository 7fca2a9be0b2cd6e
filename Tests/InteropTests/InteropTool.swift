import Foundation
import Testing

/// A program that reads our files, told by the environment: `make test` provides them all.
enum InteropTool: String {
  /// A Python with nbformat, nbconvert, jupytext, axe-core-python, numpy and safetensors.
  case python = "NOTEBOOK_TEST_PYTHON"
  case chromium = "NOTEBOOK_TEST_CHROMIUM"
  /// HTML Tidy.
  case tidy = "NOTEBOOK_TEST_TIDY"

  var path: String? {
    ProcessInfo.processInfo.environment[rawValue].flatMap {
      FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil
    }
  }
}

extension Trait where Self == ConditionTrait {
  /// Runs a test only where a tool is there, and says which is missing.
  static func needs(_ tool: InteropTool) -> Self {
    .enabled(if: tool.path != nil, "\(tool.rawValue) names no program: ‘make test’ provides one")
  }
}
