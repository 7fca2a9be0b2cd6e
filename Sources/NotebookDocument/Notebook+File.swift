import Foundation

extension Notebook {
  /// Reads the page in a file; `name` is what errors call it, by default the path.
  public init(contentsOfFile path: String, name: String? = nil) throws(NotebookErrors) {
    try self.init(source: Self.bytes(ofFile: path, name: name), name: name ?? path)
  }

  /// A file's bytes; `name` is what errors call it, by default the path.
  public static func bytes(ofFile path: String, name: String? = nil) throws(NotebookErrors) -> [UInt8] {
    let name = name ?? path
    func error(_ message: String, hint: String? = nil) -> NotebookErrors {
      NotebookErrors(NotebookError(file: name, line: nil, message: message, hint: hint))
    }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw error("there is no such file")
    }
    if isDirectory.boolValue { throw error("this is a folder, not a page") }
    do {
      // A pipe has no size, and `Data(contentsOf:)` takes its first piece for the whole.
      return Array(try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).readToEnd() ?? Data())
    } catch {
      let reason = FileManager.default.isReadableFile(atPath: path) ? "" : ": you may not read it"
      throw NotebookErrors(
        NotebookError(file: name, line: nil, message: "the file can't be read\(reason)"))
    }
  }
}
