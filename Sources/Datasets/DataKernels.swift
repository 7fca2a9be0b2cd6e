// The C loops of CKernels that data are made with, as Swift calls them; digits.h, pictures.h and words.h say what each
// does.

@_extern(c, "ck_digits") func ck_digits(
  _ first: Int, _ count: Int, _ seed: UInt64, _ size: Int32, _ channels: Int32, _ images: UnsafeMutablePointer<Float>,
  _ labels: UnsafeMutablePointer<Int64>)
@_extern(c, "ck_planes") func ck_planes(
  _ pixels: Int, _ channels: Int32, _ x: UnsafePointer<UInt8>, _ y: UnsafeMutablePointer<Float>)
@_extern(c, "ck_resize") func ck_resize(
  _ planes: Int, _ height: Int, _ width: Int, _ x: UnsafePointer<Float>, _ newHeight: Int, _ newWidth: Int,
  _ y: UnsafeMutablePointer<Float>)
@_extern(c, "ck_warp") func ck_warp(
  _ count: Int, _ channels: Int, _ height: Int, _ width: Int, _ x: UnsafePointer<Float>, _ maps: UnsafePointer<Float>,
  _ background: Float, _ y: UnsafeMutablePointer<Float>)
@_extern(c, "ck_blank") func ck_blank(
  _ count: Int, _ channels: Int, _ height: Int, _ width: Int, _ boxes: UnsafePointer<Int64>, _ value: Float,
  _ y: UnsafeMutablePointer<Float>)
@_extern(c, "ck_split_words") func ck_split_words(
  _ count: Int, _ bytes: UnsafePointer<UInt8>, _ ends: UnsafeMutablePointer<Int>
) -> Int
@_extern(c, "ck_train_pairs") func ck_train_pairs(
  _ tokens: UnsafeMutablePointer<Int32>, _ words: Int, _ starts: UnsafePointer<Int>,
  _ weights: UnsafePointer<Int>, _ wanted: Int, _ merges: UnsafeMutablePointer<Int32>
) -> Int
