import Glibc

/// The functions of librsvg, cairo and GObject that are called, found when the first picture is drawn.
///
/// The libraries are opened at run time and not linked: together with what they need they would make the kernel's start
/// several times as long, and few pages ever ask for pixels. Without them everything else works.
struct RSVGLibrary: Sendable {
  typealias Handle = OpaquePointer
  typealias Surface = OpaquePointer
  typealias Context = OpaquePointer

  // C's structures are passed as memory: `@convention(c)` takes no Swift structure.
  /// Where a function puts the address of its `GError`.
  typealias ErrorPlace = UnsafeMutablePointer<UnsafeMutableRawPointer?>
  /// An `RsvgRectangle`: x, y, width and height.
  typealias Doubles = UnsafeMutablePointer<Double>
  typealias Flag = UnsafeMutablePointer<Int32>
  typealias WritePNG =
    @convention(c) (
      UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UInt32
    ) -> Int32
  typealias ReadPNG =
    @convention(c) (
      UnsafeMutableRawPointer?, UnsafeMutablePointer<UInt8>?, UInt32
    ) -> Int32

  let newFromData: @Sendable @convention(c) (UnsafeRawPointer?, Int, ErrorPlace) -> Handle?
  let setDPI: @Sendable @convention(c) (Handle, Double) -> Void
  let sizeInPixels: @Sendable @convention(c) (Handle, Doubles, Doubles) -> Int32
  let intrinsicDimensions:
    @Sendable @convention(c) (
      Handle, Flag, UnsafeMutableRawPointer, Flag, UnsafeMutableRawPointer, Flag, Doubles
    ) -> Void
  let renderDocument: @Sendable @convention(c) (Handle, Context, UnsafePointer<Double>, ErrorPlace) -> Int32
  let unref: @Sendable @convention(c) (Handle) -> Void
  let freeError: @Sendable @convention(c) (UnsafeMutableRawPointer) -> Void
  let createSurface: @Sendable @convention(c) (Int32, Int32, Int32) -> Surface
  let surfaceStatus: @Sendable @convention(c) (Surface) -> Int32
  let flushSurface: @Sendable @convention(c) (Surface) -> Void
  let surfaceData: @Sendable @convention(c) (Surface) -> UnsafeMutableRawPointer?
  let surfaceStride: @Sendable @convention(c) (Surface) -> Int32
  let destroySurface: @Sendable @convention(c) (Surface) -> Void
  let writePNG: @Sendable @convention(c) (Surface, WritePNG, UnsafeMutableRawPointer?) -> Int32
  let readPNG: @Sendable @convention(c) (ReadPNG, UnsafeMutableRawPointer?) -> Surface
  let surfaceWidth: @Sendable @convention(c) (Surface) -> Int32
  let surfaceHeight: @Sendable @convention(c) (Surface) -> Int32
  let createContext: @Sendable @convention(c) (Surface) -> Context
  let destroyContext: @Sendable @convention(c) (Context) -> Void
  let setSource: @Sendable @convention(c) (Context, Double, Double, Double) -> Void
  let setSourceSurface: @Sendable @convention(c) (Context, Surface, Double, Double) -> Void
  let source: @Sendable @convention(c) (Context) -> OpaquePointer
  let setFilter: @Sendable @convention(c) (OpaquePointer, Int32) -> Void
  let paint: @Sendable @convention(c) (Context) -> Void
  let scale: @Sendable @convention(c) (Context, Double, Double) -> Void

  /// The libraries, opened once in a process.
  static func loaded() throws(RasterizationError) -> RSVGLibrary { try shared.get() }

  private static let shared = Result { () throws(RasterizationError) in try RSVGLibrary(rsvg: "librsvg-2.so.2") }

  init(rsvg name: String) throws(RasterizationError) {
    let rsvg = try SharedLibrary(name)
    let gobject = try SharedLibrary("libgobject-2.0.so.0"), glib = try SharedLibrary("libglib-2.0.so.0")
    let cairo = try SharedLibrary("libcairo.so.2")
    newFromData = try rsvg.function("rsvg_handle_new_from_data")
    setDPI = try rsvg.function("rsvg_handle_set_dpi")
    sizeInPixels = try rsvg.function("rsvg_handle_get_intrinsic_size_in_pixels")
    intrinsicDimensions = try rsvg.function("rsvg_handle_get_intrinsic_dimensions")
    renderDocument = try rsvg.function("rsvg_handle_render_document")
    unref = try gobject.function("g_object_unref")
    freeError = try glib.function("g_error_free")
    createSurface = try cairo.function("cairo_image_surface_create")
    surfaceStatus = try cairo.function("cairo_surface_status")
    flushSurface = try cairo.function("cairo_surface_flush")
    surfaceData = try cairo.function("cairo_image_surface_get_data")
    surfaceStride = try cairo.function("cairo_image_surface_get_stride")
    destroySurface = try cairo.function("cairo_surface_destroy")
    writePNG = try cairo.function("cairo_surface_write_to_png_stream")
    readPNG = try cairo.function("cairo_image_surface_create_from_png_stream")
    surfaceWidth = try cairo.function("cairo_image_surface_get_width")
    surfaceHeight = try cairo.function("cairo_image_surface_get_height")
    createContext = try cairo.function("cairo_create")
    destroyContext = try cairo.function("cairo_destroy")
    setSource = try cairo.function("cairo_set_source_rgb")
    setSourceSurface = try cairo.function("cairo_set_source_surface")
    source = try cairo.function("cairo_get_source")
    setFilter = try cairo.function("cairo_pattern_set_filter")
    paint = try cairo.function("cairo_paint")
    scale = try cairo.function("cairo_scale")
  }
}

/// A shared library that was opened at run time, and stays open.
private struct SharedLibrary {
  let name: String
  let handle: UnsafeMutableRawPointer

  init(_ name: String) throws(RasterizationError) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { throw Self.missing(name) }
    self.name = name
    self.handle = handle
  }

  func function<F>(_ symbol: String) throws(RasterizationError) -> F {
    guard let address = dlsym(handle, symbol) else { throw Self.missing(name) }
    return unsafeBitCast(address, to: F.self)
  }

  private static func missing(_ name: String) -> RasterizationError {
    .missingLibrary(name: name, reason: dlerror().map { String(cString: $0) } ?? "not found")
  }
}
