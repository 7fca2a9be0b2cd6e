import Testing

@testable import NotebookPages

@Suite struct ContentSecurityPolicyTests {
  @Test("a script is known by its SHA-256")
  func digests() {
    // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    #expect(
      ContentSecurityPolicy(scripts: ["alert(1)"]).text.contains(
        "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"))
  }

  @Test("every script of a page is one that its policy names, and stands whole in its element")
  func pages() throws {
    let page = HTMLPage(try richPage().notebook, assets: .installed).text
    let scripts = page.matches(of: /(?s)<script>(.*?)<\/script>/).map { String($0.1) }
    #expect(scripts.count == (PageAssets.installed.katex == nil ? 2 : 3))
    let policy = ContentSecurityPolicy(scripts: scripts).text.replacing("'", with: "&#39;")
    #expect(page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"))
  }
}
