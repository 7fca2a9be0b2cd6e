import Glibc

/// Writes tensors to a file in NumPy's format npz, a zip archive of npy files, which `np.load` reads; one of that name is
/// replaced at once.
///
/// Throws a ``TensorFileError`` where the file can't be written.
public func saveNpz(_ tensors: StateDict, to path: String) throws {
  try writeNpz(tensors, to: path, largest: 0xFFFF_FFFE)
}

/// The arrays of a file in NumPy's format npz by name, compressed or not; each as ``loadNpy(_:)`` gives it.
///
/// Throws a ``TensorFileError`` where the file is not exactly what the formats prescribe, and where it would become larger than
/// this machine's memory.
public func loadNpz(_ path: String) throws -> StateDict {
  let archive = try ZipReader(try InputFile(path))
  let memory = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
  var total = 0
  for entry in archive.entries {
    let (sum, overflows) = total.addingReportingOverflow(entry.byteCount)
    total = sum
    if overflows || total > memory {
      throw TensorFileError(path, "would become more than this machine's memory of \(memory) bytes")
    }
  }
  var tensors = StateDict()
  for entry in archive.entries {
    guard entry.name.hasSuffix(".npy") else { throw TensorFileError(path, entry: entry.name, "is no npy file") }
    do {
      // Once through before memory is taken for what it claims to be.
      try archive.check(entry)
      tensors[String(entry.name.dropLast(4))] = try Tensor.readNpy(from: archive.source(of: entry))
    } catch { throw TensorFileError(path, entry: entry.name, error.problem) }
  }
  return tensors
}

/// Writes the archive; what is larger than `largest` is said in 64 bits.
func writeNpz(_ tensors: StateDict, to path: String, largest: Int) throws(TensorFileError) {
  for name in tensors.keys where name.utf8.count > 0xF000 {
    throw TensorFileError(path, entry: String(name.prefix(60)), "has a name of \(name.utf8.count) bytes: too long")
  }
  try OutputFile.write(path) { (file) throws(TensorFileError) in
    var directory = ZipDirectory(largest: largest)
    for (name, tensor) in tensors {
      let tensor = tensor.detach().contiguous()
      let header = NpyHeader(of: tensor).bytes
      var checksum = Zip.Checksum()
      header.withUnsafeBytes { checksum.add($0) }
      let elements = UnsafeRawBufferPointer(start: tensor.pointer, count: tensor.elementCount * tensor.dtype.size)
      checksum.add(elements)
      withExtendedLifetime(tensor) {}
      try file.append(
        directory.add(name + ".npy", byteCount: header.count + elements.count, checksum: checksum.value))
      try file.append(header)
      try file.append(tensor)
    }
    try file.append(directory.bytes)
  }
}
