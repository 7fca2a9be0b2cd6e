import Foundation

/// What a toolchain said of itself, kept in a file, so that it need not be asked in every run.
struct RememberedToolchain: Codable {
  private let program: String
  /// The program's size, place on the disk and date: another toolchain in its place has others.
  private let state: [Int]
  let toolchain: Toolchain

  init?(_ toolchain: Toolchain, askedOf program: String) {
    guard let state = Self.state(of: program) else { return nil }
    (self.program, self.state, self.toolchain) = (program, state, toolchain)
  }

  /// What a file says of a program; nil where it says nothing, or the program has changed since.
  init?(file: String, program: String) {
    guard let data = FileManager.default.contents(atPath: file),
      let remembered = try? JSONDecoder().decode(RememberedToolchain.self, from: data),
      remembered.program == program, remembered.state == Self.state(of: program)
    else { return nil }
    self = remembered
  }

  /// Writes the file at once or not at all; without it the toolchain is asked again.
  func write(to file: String) {
    let folder = (file as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? JSONEncoder().encode(self).write(to: URL(fileURLWithPath: file), options: .atomic)
  }

  private static func state(of program: String) -> [Int]? {
    var status = stat()
    guard stat(program, &status) == 0 else { return nil }
    return [Int(status.st_size), Int(status.st_ino), status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
  }
}
