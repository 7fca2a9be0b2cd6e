/// How a page looks: its style sheet, light and dark by the reader's setting.
enum PageStyle {
  static let css = """

    :root {
      color-scheme: light dark;
      --page: #fdfdfb; --text: #24272b; --quiet: #666c74; --line: #e2e2dc; --code: #f5f5f1; --inset: #ecece6;
      --link: #1f5fa8; --error: #b3261e; --error-page: #fdf3f1; --warning: #8a5a00; --warning-page: #fbf6e9;
      --hl-keyword: #8a2f86; --hl-string: #a3341f; --hl-number: #1f56a0; --hl-comment: #5b626b; --hl-type: #0b6570; --hl-attribute: #7a5200;
      --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", Georgia, serif;
      --sans: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
      --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #16181b; --text: #d8dade; --quiet: #9299a2; --line: #33373d; --code: #1e2125; --inset: #282c31;
        --link: #86b5ec; --error: #ff9d92; --error-page: #2a1c1b; --warning: #e5b95c; --warning-page: #26221a;
        --hl-keyword: #e29bd9; --hl-string: #f0a58f; --hl-number: #8fbbf0; --hl-comment: #9aa1ab; --hl-type: #7fcbd9; --hl-attribute: #e5b95c;
      }
    }
    *, ::before, ::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: var(--page); color: var(--text); font: 1.0625rem/1.65 var(--serif); }
    main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem 6rem; overflow-wrap: break-word; }
    h1, h2, h3, h4, h5, h6 { font-family: var(--sans); line-height: 1.25; font-weight: 650; margin: 2.2em 0 0.6em; text-wrap: balance; }
    h1 { font-size: 2rem; margin-top: 0; letter-spacing: -0.015em; }
    h2 { font-size: 1.45rem; letter-spacing: -0.01em; }
    h3 { font-size: 1.15rem; }
    h4, h5, h6 { font-size: 1rem; }
    header { margin-bottom: 2.5rem; }
    header h1 { margin-bottom: 0.3rem; }
    .description { color: var(--quiet); margin: 0; font-size: 1.1rem; }
    p, ul, ol, blockquote, figure, .cell { margin: 0 0 1.1em; }
    li > ul, li > ol { margin-bottom: 0; }
    ul, ol { padding-left: 1.6em; }
    a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
    blockquote { padding-left: 1.1em; border-left: 3px solid var(--line); color: var(--quiet); }
    hr { border: 0; border-top: 1px solid var(--line); margin: 2.5em 0; }
    img, svg { max-width: 100%; height: auto; }
    code, pre { font-family: var(--mono); font-size: 0.86em; font-variant-ligatures: none; }
    :not(pre) > code { background: var(--code); padding: 0.12em 0.3em; border-radius: 4px; }
    pre { margin: 0 0 1.1em; padding: 0.8em 1em; overflow-x: auto; line-height: 1.5; border-radius: 6px; tab-size: 4; background: var(--code); }
    pre code { font-size: inherit; }
    .cell > pre, .cell pre.code { margin-bottom: 0; }
    .outputs { margin-top: 0.6em; padding-left: 1em; border-left: 2px solid var(--line); }
    .outputs > :last-child { margin-bottom: 0; }
    .outputs pre { background: none; padding: 0.1em 0; margin: 0 0 0.6em; border-radius: 0; }
    .outputs .stderr { color: var(--quiet); }
    .outputs .display, .outputs .result { margin-bottom: 0.6em; }
    .display, .result { overflow-x: auto; }
    .picture svg, .picture img { display: block; }
    .picture { max-width: 100%; }
    figure { margin-left: 0; margin-right: 0; }
    figcaption, .notice, .not-run, p.note, summary { font-family: var(--sans); font-size: 0.86rem; line-height: 1.5; color: var(--quiet); }
    figcaption { margin: 0.5em 0; }
    .notice, .not-run, p.note { margin: 0 0 0.6em; }
    summary { cursor: pointer; padding: 0.2em 0; }
    table { border-collapse: collapse; font-family: var(--sans); font-size: 0.9rem; font-variant-numeric: tabular-nums; line-height: 1.4; }
    th, td { padding: 0.35em 0.9em 0.35em 0; text-align: left; border-bottom: 1px solid var(--line); }
    th { font-weight: 600; }
    th.left, td.left { text-align: left; } th.center, td.center { text-align: center; } th.right, td.right { text-align: right; }
    th:is(.center, .right), td:is(.center, .right) { padding-left: 0.9em; }
    thead th { border-bottom: 1px solid var(--quiet); }
    .table-frame { overflow-x: auto; margin: 0 0 1.1em; }
    sup.footnote { font-size: 0.72em; line-height: 0; } sup.footnote a { text-decoration: none; padding: 0 0.1em; }
    .footnotes { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.9rem; }
    .footnotes p { margin-bottom: 0.5em; } .footnotes .back { text-decoration: none; }
    [id] { scroll-margin-top: 1rem; }
    th.number, td.number { text-align: right; }
    .failure { background: var(--error-page); border-radius: 6px; padding: 0.8em 1em; overflow-x: auto; }
    .failure-title { font-family: var(--sans); font-size: 0.92rem; font-weight: 650; color: var(--error); margin: 0 0 0.3em; }
    .problem-message { font-family: var(--sans); font-size: 0.95rem; margin: 0 0 0.4em; }
    .problem + .problem { margin-top: 1em; }
    .problem > :last-child { margin-bottom: 0; }
    .excerpt .line-number { color: var(--quiet); user-select: none; }
    .excerpt .marker { color: var(--error); font-weight: 700; }
    .warnings { background: var(--warning-page); border-radius: 6px; padding: 0.2em 0.8em; margin-bottom: 0.6em; }
    .warnings summary, .warnings .marker { color: var(--warning); }
    .warnings[open] { padding-bottom: 0.8em; }
    .callout { margin: 0 0 1.4em; padding: 0.75em 1.1em; border-left: 3px solid var(--edge); border-radius: 0 6px 6px 0; background: var(--code); --edge: var(--quiet); }
    .callout.note { --edge: var(--link); } .callout.tip { --edge: #2b7a3d; } .callout.warning { --edge: var(--warning); }
    .callout.exercise { --edge: #8e3a9d; } .callout.solution, .callout.hint { --edge: var(--quiet); }
    .callout > :last-child { margin-bottom: 0; }
    .callout-title { font-family: var(--sans); font-size: 0.92rem; font-weight: 600; line-height: 1.5; color: var(--text); margin: 0 0 0.5em; padding: 0; }
    .callout-kind { color: var(--edge); font-weight: 650; margin-right: 0.35em; }
    details.callout:not([open]) > .callout-title { margin-bottom: 0; }
    .callout :not(pre) > code, .callout > pre, .callout pre.code { background: var(--inset); }
    .callout h2, .callout h3, .callout h4 { margin-top: 1.2em; }
    .callout-title + :is(h1, h2, h3, h4, h5, h6) { margin-top: 0; }
    .math.display { display: block; overflow-x: auto; overflow-y: hidden; text-align: center; margin: 0.8em 0; padding: 0.15em 0; }
    .math.display > .katex-display { margin: 0; } .math .katex { font-size: 1.08em; }
    .equation { display: grid; grid-template-columns: 3rem minmax(0, 1fr) 3rem; align-items: center; }
    .equation .math { grid-column: 2; } .equation-number { grid-column: 3; text-align: right; color: var(--quiet); }
    .caption-number { font-weight: 600; color: var(--text); }
    .hl-keyword { color: var(--hl-keyword); } .hl-string { color: var(--hl-string); } .hl-number { color: var(--hl-number); }
    .hl-comment { color: var(--hl-comment); } .hl-type { color: var(--hl-type); } .hl-attribute { color: var(--hl-attribute); }
    .ansi-bold { font-weight: 700; } .ansi-italic { font-style: italic; } .ansi-underline { text-decoration: underline; }
    .ansi-red { color: #b3261e; } .ansi-green { color: #2b7a3d; } .ansi-yellow { color: #8a5a00; }
    .ansi-blue { color: #1f5fa8; } .ansi-magenta { color: #8e3a9d; } .ansi-cyan { color: #0f7285; }
    .ansi-black { color: var(--text); } .ansi-white { color: var(--quiet); }
    @media (prefers-color-scheme: dark) {
      .callout.tip { --edge: #8ccf9a; } .callout.exercise { --edge: #d9a1e4; }
      .ansi-red { color: #ff9d92; } .ansi-green { color: #8ccf9a; } .ansi-yellow { color: #e5b95c; }
      .ansi-blue { color: #86b5ec; } .ansi-magenta { color: #d9a1e4; } .ansi-cyan { color: #7fcbd9; }
    }
    @media (max-width: 30rem) {
      main { padding: 1.5rem 1rem 4rem; }
      body { font-size: 1rem; }
      h1 { font-size: 1.6rem; }
      .outputs { padding-left: 0.7em; }
      .equation { grid-template-columns: 0 minmax(0, 1fr) auto; column-gap: 0.5rem; }
    }
    @media print { main { max-width: none; padding: 0; } pre { white-space: pre-wrap; } .callout, figure { break-inside: avoid; } }

    """
}
