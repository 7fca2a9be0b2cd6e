import Testing

@Suite("Declarations across cells")
struct DeclarationsTests {
  @Test("variables, functions and types of one cell are used in the next")
  func useAcrossCells() async throws {
    let page = try await PageTrial(
      "var count = 1\nlet name = \"n\"\nfunc twice(_ x: Int) -> Int { x * 2 }\nstruct Point { var x = 0, y = 1 }",
      "count += 1\nprint(count, name, twice(count), Point(x: 5))")
    #expect(page.lastText == "2 n 4 Point(x: 5, y: 1)\n")
  }

  @Test("a class is inherited from and its method overridden in a later cell")
  func inheritance() async throws {
    let page = try await PageTrial(
      "class Animal {\n  let name: String\n  init(name: String) { self.name = name }\n  func speak() -> String { \"…\" }\n}",
      "final class Dog: Animal {\n  override func speak() -> String { \"\\(name) barks, not \\(super.speak())\" }\n}",
      "let animals: [Animal] = [Animal(name: \"A\"), Dog(name: \"D\")]\nanimals.map { $0.speak() }")
    #expect(page.lastText == #"["…", "D barks, not …"]"#)
  }

  @Test("a protocol is conformed to in a later cell, with its extension's default")
  func protocols() async throws {
    let page = try await PageTrial(
      "protocol Shape { var area: Double { get } }\nextension Shape { var double: Double { 2 * area } }",
      "struct Square: Shape { var side: Double; var area: Double { side * side } }",
      "let shapes: [any Shape] = [Square(side: 3)]\nshapes[0].double")
    #expect(page.lastText == "18.0")
  }

  @Test("extensions and generics of one cell work in the next")
  func extensionsAndGenerics() async throws {
    let page = try await PageTrial(
      "extension Array where Element: Comparable { var range: (Element, Element)? { isEmpty ? nil : (self.min()!, self.max()!) } }\nstruct Stack<T> { var items: [T] = []; mutating func push(_ item: T) { items.append(item) } }",
      "var stack = Stack<String>()\nstack.push(\"a\")\nfunc largest<T: Comparable>(_ a: T, _ b: T) -> T { a > b ? a : b }",
      "print(stack.items, largest(2, 3), [3, 1, 2].range!)")
    #expect(page.lastText == "[\"a\"] 3 (1, 3)\n")
  }

  @Test("operators of one cell work in the next")
  func operators() async throws {
    let page = try await PageTrial(
      "infix operator **: MultiplicationPrecedence\nfunc ** (base: Int, power: Int) -> Int { (0..<power).reduce(1) { product, _ in product * base } }",
      "2 ** 10 + 1")
    #expect(page.lastText == "1025")
  }

  @Test("a result builder of one cell builds in the next")
  func resultBuilders() async throws {
    let page = try await PageTrial(
      "@resultBuilder enum Lines { static func buildBlock(_ lines: String...) -> String { lines.joined(separator: \"/\") } }",
      "@Lines func poem() -> String { \"a\"; \"b\"; \"c\" }",
      "poem()")
    #expect(page.lastText == #""a/b/c""#)
  }

  @Test("an actor of one cell is awaited in the next")
  func actors() async throws {
    let page = try await PageTrial(
      "actor Counter { private var value = 0; func next() -> Int { value += 1; return value } }",
      "let counter = Counter()\nprint(await counter.next())",
      "await counter.next()")
    #expect(page.text(1) == "1\n")
    #expect(page.lastText == "2")
  }

  @Test("an @Observable class of one cell is observed in the next")
  func observation() async throws {
    let page = try await PageTrial(
      "import Observation\n@Observable final class Model { var count = 0 }",
      "let model = Model()\nwithObservationTracking { _ = model.count } onChange: { print(\"changed\") }",
      "model.count += 1\nmodel.count")
    #expect(page.lastText == "changed\n1")
  }

  @Test("private declarations are the page's, not the cell's")
  func privateDeclarations() async throws {
    let page = try await PageTrial(
      "private let secret = 42\nfileprivate struct Hidden { private(set) var value = 1 }",
      "print(secret, Hidden().value)",
      "private let secret = \"again\"\nsecret")
    #expect(page.text(1) == "42 1\n")
    #expect(page.lastText == #""again""#)
  }

  @Test("Foundation is imported once and used later")
  func imports() async throws {
    let page = try await PageTrial("import Foundation", "1 + 1", "Date(timeIntervalSince1970: 0).timeIntervalSince1970")
    #expect(page.lastText == "0.0")
  }

  @Test("a later cell changes a variable, and a closure kept from an earlier one sees it")
  func mutationAndClosures() async throws {
    let page = try await PageTrial(
      "var base = 1\nlet addBase: (Int) -> Int = { $0 + base }", "base = 10",
      "var kept = [addBase]\nkept.append { -$0 }",
      "base = 100\nkept.map { $0(1) }")
    #expect(page.lastText == "[101, -1]")
  }
}
