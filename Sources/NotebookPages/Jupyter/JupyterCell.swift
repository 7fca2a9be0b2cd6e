/// A cell of a Jupyter notebook, without its outputs.
struct JupyterCell: Hashable {
  enum Kind: String { case raw, markdown, code }

  var kind: Kind
  /// Its own in the notebook; older notebooks have none.
  var identifier: String?
  var source: String
  /// What Jupyter, papermill and MyST read of the cell: `parameters`, `hide-input`.
  var tags: [String] = []
  /// The language of its code, where it is another than the notebook's.
  var language: String?
  /// The format of a raw cell, as a MIME type: `text/html`.
  var rawFormat: String?
  /// The pictures that its Markdown refers to as `attachment:NAME`, as addresses with the data in them.
  var attachments: [String: String] = [:]
  var hasOutputs = false
}
