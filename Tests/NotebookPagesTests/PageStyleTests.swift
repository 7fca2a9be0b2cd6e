import Foundation
import Testing

@testable import NotebookPages

@Suite struct PageStyleTests {
  @Test(
    "every colour of text can be read on every background that it has (WCAG 2.2, 1.4.3)", arguments: ["light", "dark"])
  func contrast(scheme: String) throws {
    let code = ColoredCode.Color.allCases.map { "hl-\($0.rawValue)" }
    let colors = ["text", "quiet", "link", "error", "warning", "green", "purple", "cyan", "blue"]
    let backgrounds = [
      "page": colors, "code": colors + code, "inset": ["text", "quiet"] + code,
      "error-page": ["text", "quiet", "error"], "warning-page": ["text", "quiet", "warning"],
    ]
    for (background, texts) in backgrounds {
      for text in texts {
        let (a, b) = (try luminance(of: text, scheme), try luminance(of: background, scheme))
        let ratio = (max(a, b) + 0.05) / (min(a, b) + 0.05)
        #expect(ratio >= 4.5, "\(text) on \(background), \(scheme): \(ratio)")
      }
    }
  }

  /// The relative luminance of a colour of the style sheet, as WCAG 2.2 defines it for sRGB.
  private func luminance(of name: String, _ scheme: String) throws -> Double {
    let pattern = try Regex(
      "--\(name): light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)", as: (Substring, Substring, Substring).self)
    let match = try #require(PageResource.style.firstMatch(of: pattern)).output
    let value = try #require(Int(scheme == "light" ? match.1 : match.2, radix: 16))
    let channels = [value >> 16, value >> 8 & 0xFF, value & 0xFF].map { channel in
      let c = Double(channel) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }
}
