import Datasets
import Testing

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
