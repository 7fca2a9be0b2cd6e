import Datasets
import Glibc
import Tensors
import Testing

/// A folder of a test's own.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/notebook-datasets-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template)!)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    for name in names(path) where unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// A folder in it.
  func folder(_ name: String) -> String {
    mkdir("\(path)/\(name)", 0o755)
    return "\(path)/\(name)"
  }

  /// The files in it.
  var names: [String] { Self.names(path) }

  private static func names(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func write(_ bytes: [UInt8], _ name: String = "file") -> String { Self.write(bytes, "\(path)/\(name)") }

  static func write(_ bytes: [UInt8], _ path: String) -> String {
    let file = fopen(path, "w")!
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return path
  }

  func read(_ path: String) -> [UInt8] {
    let file = fopen(path, "r")!
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: ftell(file))
    rewind(file)
    fread(&bytes, 1, bytes.count, file)
    return bytes
  }
}

/// The bytes that a text of base64 (RFC 4648) stands for.
func base64(_ text: String) -> [UInt8] {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var (bytes, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
  for digit in text.utf8 {
    guard let value = digits.firstIndex(of: digit) else { continue }
    bits = bits << 6 | UInt32(value)
    count += 6
    if count >= 8 {
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return bytes
}

/// What a process that was to fail in line 12 of page.md has said.
func expectFailure(
  _ result: ExitTest.Result?, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  #expect(text.contains("page.md:12: Fatal error: \(message)"), "\(text)", sourceLocation: sourceLocation)
}

/// Checks that reading throws a ``DataFileError`` whose description has a text in it.
func expectRefusal<R>(
  _ text: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> R
) {
  do {
    _ = try body()
    Issue.record("nothing was thrown", sourceLocation: sourceLocation)
  } catch let error as DataFileError {
    #expect(error.description.contains(text), "\(error)", sourceLocation: sourceLocation)
  } catch {
    Issue.record("\(error) is of another type", sourceLocation: sourceLocation)
  }
}

/// Checks numbers against those that other software gave, which are rounded.
func expectClose(
  _ own: Tensor, _ golden: [Double], within tolerance: Double = 1e-5, sourceLocation: SourceLocation = #_sourceLocation
) {
  let own = own.scalars
  #expect(own.count == golden.count, sourceLocation: sourceLocation)
  for (i, (a, b)) in zip(own, golden).enumerated() where !(abs(a - b) <= tolerance) {
    Issue.record("element \(i): \(a) instead of \(b)", sourceLocation: sourceLocation)
  }
}
