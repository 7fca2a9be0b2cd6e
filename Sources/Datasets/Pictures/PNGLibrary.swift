import Glibc

/// The functions of libpng's simplified interface, found when the first picture is read.
///
/// The library is opened at run time and not linked, as few pages read pictures. Its errors leave it by `longjmp`, but
/// within this interface no further than its own functions: they return 0 and a message.
struct PNGLibrary: Sendable {
  typealias Memory = UnsafeMutableRawPointer

  let beginRead: @Sendable @convention(c) (Memory, UnsafeRawPointer?, Int) -> Int32
  let finishRead: @Sendable @convention(c) (Memory, UnsafeRawPointer?, Memory?, Int32, Memory?) -> Int32
  let write:
    @Sendable @convention(c) (
      Memory, Memory?, UnsafeMutablePointer<Int>, Int32, UnsafeRawPointer?, Int32, UnsafeRawPointer?
    ) -> Int32
  let free: @Sendable @convention(c) (Memory) -> Void

  /// Why there is no such library.
  struct Missing: Error {
    let reason: String
  }

  /// The library, opened once in a process.
  static func loaded(for path: String) throws(DataFileError) -> PNGLibrary {
    do { return try shared.get() } catch {
      throw DataFileError(
        path,
        "PNG files are read with libpng, which can't be used: \(error.reason). Install it: sudo apt install libpng16-16"
      )
    }
  }

  private static let shared = Result { () throws(Missing) in try PNGLibrary("libpng16.so.16") }

  private init(_ name: String) throws(Missing) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { throw Self.missing }
    beginRead = try Self.function("png_image_begin_read_from_memory", handle)
    finishRead = try Self.function("png_image_finish_read", handle)
    write = try Self.function("png_image_write_to_memory", handle)
    free = try Self.function("png_image_free", handle)
  }

  private static func function<F>(_ symbol: String, _ handle: UnsafeMutableRawPointer) throws(Missing) -> F {
    guard let address = dlsym(handle, symbol) else { throw missing }
    return unsafeBitCast(address, to: F.self)
  }

  private static var missing: Missing { Missing(reason: dlerror().map { String(cString: $0) } ?? "not found") }
}

/// libpng's `png_image`, which says what a picture is and keeps the library's state and its message.
struct PNGImage: ~Copyable {
  /// What libpng calls the color types; the numbers of bytes of a pixel are in their order.
  enum Format: UInt32 {
    case gray = 0
    case rgb = 2
    case rgba = 3

    var channels: Int { self == .gray ? 1 : self == .rgb ? 3 : 4 }

    init?(channels: Int) {
      switch channels {
      case 1: self = .gray
      case 3: self = .rgb
      case 4: self = .rgba
      default: return nil
      }
    }
  }

  let library: PNGLibrary
  let memory: UnsafeMutableRawPointer
  private static let byteCount = 104

  init(_ library: PNGLibrary) {
    self.library = library
    memory = .allocate(byteCount: Self.byteCount, alignment: 8)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: Self.byteCount)
    self[8] = 1  // PNG_IMAGE_VERSION
  }

  deinit {
    library.free(memory)
    memory.deallocate()
  }

  private subscript(offset: Int) -> UInt32 {
    get { memory.load(fromByteOffset: offset, as: UInt32.self) }
    nonmutating set { memory.storeBytes(of: newValue, toByteOffset: offset, as: UInt32.self) }
  }

  var width: Int {
    get { Int(self[12]) }
    nonmutating set { self[12] = UInt32(newValue) }
  }
  var height: Int {
    get { Int(self[16]) }
    nonmutating set { self[16] = UInt32(newValue) }
  }
  var hasColor: Bool { self[20] & 2 != 0 }
  func setFormat(_ format: Format) { self[20] = format.rawValue }
  /// That 16 bits a sample are, like 8, of sRGB, which libpng would not assume.
  func assumeSRGB() { self[24] |= 4 }
  var message: String { String(cString: (memory + 36).assumingMemoryBound(to: CChar.self)) }
}
