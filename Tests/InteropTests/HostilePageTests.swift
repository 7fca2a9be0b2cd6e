import Testing

/// A page whose author, or whose code, tries to act on its readers.
@Suite(.needs(.chromium), .serialized) struct HostilePageTests {
  /// Ways to run a script or to ask for something, each of which writes to the console where it succeeds.
  private static let attacks = [
    "<script>console.log('RAN 1')</script>", "<img src=x onerror=\"console.log('RAN 2')\">",
    "<svg onload=\"console.log('RAN 3')\"><script>console.log('RAN 4')</script></svg>",
    "<iframe srcdoc=\"<script>parent.console.log('RAN 5')</script>\"></iframe>",
    "<iframe src=\"javascript:parent.console.log('RAN 6')\"></iframe>",
    "<a class=\"bait\" href=\"javascript:console.log('RAN 7')\">a</a>",
    "<a class=\"bait\" href=\"jav&#x09;ascript&colon;console.log('RAN 8')\">a</a>",
    "<details open ontoggle=\"console.log('RAN 9')\"><summary>s</summary></details>",
    "<meta http-equiv=\"refresh\" content=\"0;url=http://127.0.0.1:9/refresh\">", "<base href=\"http://127.0.0.1:9/\">",
    "<link rel=\"stylesheet\" href=\"http://127.0.0.1:9/a.css\">",
    "<style>@import url(http://127.0.0.1:9/b.css);</style>",
    "<div style=\"background: url(http://127.0.0.1:9/c.png)\">c</div>", "<img src=\"http://127.0.0.1:9/d.png\">",
    "<video src=\"http://127.0.0.1:9/e.mp4\" autoplay></video>", "<object data=\"http://127.0.0.1:9/f\"></object>",
    "<form action=\"http://127.0.0.1:9/g\"><button class=\"bait\">g</button></form>",
    "<svg><style><img src=x onerror=\"console.log('RAN 10')\"></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=\"console.log('RAN 11')\"></style></mglyph></table></mtext></math>",
    "<svg><a xlink:href=\"javascript:console.log('RAN 12')\"><text class=\"bait\">t</text></a></svg>",
    "<svg><animate xlink:href=\"#x\" attributeName=\"href\" values=\"javascript:console.log('RAN 13')\"/><a id=\"x\" class=\"bait\"><text>t</text></a></svg>",
    "<noscript><p title=\"</noscript><img src=x onerror=console.log('RAN 14')>\"></noscript>",
    "</main></body></html><script>console.log('RAN 15')</script>",
    "<template><script>console.log('RAN 16')</script></template>",
    "<input autofocus onfocus=\"console.log('RAN 17')\">", "\"><script>console.log('RAN 18')</script>",
    "<span class=\"math inline\">\\href{javascript:console.log('RAN 19')}{x}</span>",
    "<span class=\"math inline\">\\includegraphics{http://127.0.0.1:9/h.png}</span>",
    "<embed src=\"http://127.0.0.1:9/i.swf\">", "<link rel=\"dns-prefetch\" href=\"//evil.example\">",
  ]

  private static var page: String {
    let all = attacks.joined(separator: "\n\n")
    let swift = attacks.map { "##\"\($0)\"##" }.joined(separator: ",\n  ")
    return """
      ---
      title: "T <script>console.log('RAN 20')</script>"
      description: "</title><script>console.log('RAN 21')</script>"
      lang: "en\\"><script>console.log('RAN 22')</script>"
      ---

      ## A <script>console.log('RAN 23')</script> <img src=x onerror="console.log('RAN 24')"> heading

      ### B

      ### C

      [a](javascript:console.log('RAN&#32;25')) ![b](javascript:console.log('RAN26')) ![c](http://127.0.0.1:9/j.png)
      ![d](<x.png" onerror="console.log('RAN 27')>) [e]: <javascript:console.log('RAN28')>

      $\\href{javascript:console.log('RAN29')}{x}$ and $<img src=x onerror="console.log('RAN 30')">$

      \(all)

      ``` x"><script>console.log('RAN31')</script>
      </code></pre><script>console.log('RAN 32')</script>
      ```

      ```swift
      //| label: fig-a
      //| fig-cap: "<script>console.log('RAN 33')</script> [a](javascript:console.log('RAN34')) <img src=x onerror=\\"console.log('RAN 35')\\">"
      //| fig-alt: "\\"><script>console.log('RAN 36')</script>"
      //| code-fold: true
      //| code-summary: "<script>console.log('RAN 37')</script>"
      let attacks = [
        \(swift)
      ]
      MIMEBundle(plainText: attacks[0]).adding(.svg, "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>\\(attacks[0])</title>" + attacks.joined() + "</svg>")
      ```

      ```swift
      for attack in attacks {
        print(attack)
        display(MIMEBundle(plainText: attack))
        display(MIMEBundle(plainText: "").adding(.html, attack))
        display(MIMEBundle(plainText: "").adding("text/markdown", attack))
        display(MIMEBundle(plainText: "").adding(.latex, attack))
        display(MIMEBundle(plainText: "").adding(.json, attack))
        display(MIMEBundle(plainText: "").adding(.pictureSequence, PictureSequence(title: attack, frames: [.init(label: attack, svg: attack)]).json))
      }
      Table(columns: attacks, rows: [attacks, attacks])
      ```

      ```swift
      //| output: asis
      for attack in attacks { print(attack + "\\n") }
      ```

      ```swift
      //| error: true
      fatalError(attacks.joined())
      ```

      """
  }

  @Test("nothing on a hostile page runs, and nothing is asked for", arguments: [true, false])
  func hostile(hasPolicy: Bool) async throws {
    let folder = try TrialFolder()
    try await folder.runNotebook(
      try folder.write(Self.page, to: "hostile<img src=x onerror=console.log('RAN38')>.md"), "--quiet", "--output",
      folder.path)
    var text = try folder.text(of: "hostile<img src=x onerror=console.log('RAN38')>.html")
    // Either of the two walls holds by itself: here the one that is left is what the page's markup says.
    if !hasPolicy { text = text.replacing(#/<meta http-equiv="Content-Security-Policy"[^>]*>/#, with: "") }
    let page = try folder.write(text, to: "hostile.html")
    let visit = try await BrowserVisit.open(
      page,
      asking: [
        // Not what honestly leads elsewhere: the page would be gone before it is asked for the rest.
        "for (const bait of document.querySelectorAll('.bait, a:not([href^=http]), summary')) bait.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); 'clicked'",
        Self.leftovers,
      ])
    #expect(visit.answers == ["clicked", ""])
    #expect(!visit.console.contains { $0.hasPrefix("RAN") }, "\(visit.console)")
    // Styles may name pictures, and pictures may lie beside the page: those the policy alone keeps from being asked for.
    let tolerated = hasPolicy ? [] : ["127.0.0.1:9/c.png", "127.0.0.1:9/b.css", "/x"]
    #expect(visit.requests.filter { request in !tolerated.contains { request.contains($0) } } == [])
  }

  /// What the page should hold no trace of.
  private static let leftovers = """
    [...document.querySelectorAll("*")].flatMap((element) => [
      ...[...element.attributes].filter(({ name }) => name.startsWith("on")).map(({ name }) => name),
      ...(/^javascript:/i.test(element.href?.baseVal ?? element.href ?? "") ? ["javascript:"] : []),
      ...(element.matches("main script, iframe, object, embed, base, form, animate, link:not([rel=icon])") ? [element.tagName] : []),
    ]).concat(document.scripts.length > 3 ? "SCRIPTS" : []).join()
    """
}
