// Keeps a served page up to date: what changed in it is replaced where it stands, so that the reader stays where they are.
// It is the first script of the page, because it compares the page with its next version as both were written.
(() => {
  "use strict";
  const parser = new DOMParser();
  const main = () => document.querySelector("main");
  let version = Number(document.currentScript.dataset.version);
  let written = [...main().children].map((element) => element.cloneNode(true));
  let frame = document.querySelector("head").innerHTML;
  let contents = document.querySelector("nav.contents")?.outerHTML ?? "";
  /** The cells that show what they had shown while they ran. */
  const touched = new Set();

  // What is said about the page stands below it, in styles of its own.

  const bar = document.createElement("div");
  const inside = bar.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { position: fixed; inset: auto 0 0 0; z-index: 10; pointer-events: none;
      font: 0.875rem/1.4 system-ui, sans-serif; color-scheme: light dark; }
    div { box-sizing: border-box; width: fit-content; max-width: min(60rem, 100vw - 2rem); max-height: 40vh; overflow: auto;
      margin: 0 auto 1rem; padding: 0.5rem 1rem; border-radius: 0.5rem; white-space: pre-wrap; pointer-events: auto;
      color: light-dark(#222, #eee); background: light-dark(#fff, #2a2a2a);
      border: 1px solid light-dark(#ccc, #555); box-shadow: 0 2px 8px #0003; }
    .problem { border-color: light-dark(#b3261e, #f2b8b5); border-left-width: 0.25rem; }
    [hidden] { display: none; }`);
  inside.adoptedStyleSheets = [sheet];
  const say = (className, role) => {
    const box = inside.appendChild(document.createElement("div"));
    box.className = className;
    box.setAttribute("role", role);
    box.hidden = true;
    return (text) => { box.textContent = text; box.hidden = !text; };
  };
  const showProblem = say("problem", "alert");
  const showLoss = say("problem", "status");
  const showProgress = say("progress", "status");
  document.body.append(bar);

  const dimming = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, dimming];
  const dim = (cells) => dimming.replaceSync(
    cells.length ? cells.map((id) => `#${CSS.escape(id)} .outputs`).join() + " { opacity: 0.45; }" : "");

  // Staying where the reader is.

  /** The first block in the window, and how far down it begins. */
  function anchor() {
    const blocks = [...main().children];
    const index = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
    return index < 0 ? null : { block: blocks[index], top: blocks[index].getBoundingClientRect().top };
  }

  const stateOf = (block) => ({
    folds: [...block.querySelectorAll("details")].map((fold) => fold.open),
    scrolls: [...block.querySelectorAll("pre")].map((code) => code.scrollLeft),
    focus: [...block.querySelectorAll("a, button, input, summary, [tabindex]")].indexOf(document.activeElement),
  });

  function restore(block, state) {
    const folds = block.querySelectorAll("details");
    if (folds.length === state.folds.length) folds.forEach((fold, index) => { fold.open = state.folds[index]; });
    block.querySelectorAll("pre").forEach((code, index) => { code.scrollLeft = state.scrolls[index] ?? 0; });
    if (state.focus >= 0) {
      block.querySelectorAll("a, button, input, summary, [tabindex]")[state.focus]?.focus({ preventScroll: true });
    }
  }

  /** The page's other scripts make of new blocks what they made of the first ones. */
  const added = (block) => document.dispatchEvent(new CustomEvent("notebook:added", { detail: block }));

  const place = "notebook-place:" + location.pathname;
  function reload() {
    try { sessionStorage.setItem(place, String(scrollY)); } catch {}
    location.reload();
  }
  try {
    const top = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    if (top !== null) {
      history.scrollRestoration = "manual";
      addEventListener("load", () => scrollTo({ top: Number(top), behavior: "instant" }));
    }
  } catch {}

  // Which blocks of the old page are blocks of the new one: the longest common subsequence, without the ends that are
  // the same.

  function matches(old, next) {
    let start = 0;
    while (start < old.length && start < next.length && old[start] === next[start]) start++;
    let end = 0;
    while (end < old.length - start && end < next.length - start && old[old.length - 1 - end] === next[next.length - 1 - end]) end++;
    const a = old.slice(start, old.length - end), b = next.slice(start, next.length - end);
    const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    const from = Array.from({ length: next.length }, (_, index) =>
      index < start ? index : index >= next.length - end ? index - next.length + old.length : -1);
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) from[start + j++] = start + i++;
      else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
      else j++;
    }
    return from;
  }

  function replaceBlocks(next) {
    const live = [...main().children];
    const fingerprint = (block) => (touched.has(block.id) ? "touched " : "") + block.outerHTML;
    const from = matches(written.map(fingerprint), next.map((block) => block.outerHTML));
    const at = anchor();
    const kept = new Set(from.filter((index) => index >= 0));
    const gone = live.filter((_, index) => !kept.has(index));
    // A block that is gone hands its state to the one that has its name, or its place.
    const heirs = new Map();
    let before = -1;
    const blocks = next.map((block, index) => {
      if (from[index] >= 0) { before = from[index]; return live[from[index]]; }
      const copy = document.importNode(block, true);
      const old = gone.find((other) => block.id && other.id === block.id) ?? live[before + 1];
      if (old && gone.includes(old) && !heirs.has(old)) heirs.set(old, copy);
      before++;
      return copy;
    });
    const states = new Map([...heirs].map(([old, copy]) => [copy, stateOf(old)]));
    // What stays is not moved: a block that leaves the document for a moment loses its focus and its frames' content.
    for (const block of gone) if (!heirs.has(block)) block.remove();
    let cursor = main().firstElementChild;
    const parent = main();
    const heirOf = new Map([...heirs].map(([old, copy]) => [copy, old]));
    for (const block of blocks) {
      if (block === cursor) { cursor = cursor.nextElementSibling; continue; }
      const old = heirOf.get(block);
      if (old && old === cursor) {
        cursor = cursor.nextElementSibling;
        old.replaceWith(block);
      } else {
        parent.insertBefore(block, cursor);
        old?.remove();
      }
    }
    for (const block of blocks) if (!live.includes(block)) added(block);
    for (const [copy, state] of states) restore(copy, state);
    if (at) {
      const block = at.block.isConnected ? at.block : heirs.get(at.block);
      if (block) scrollBy({ top: block.getBoundingClientRect().top - at.top, behavior: "instant" });
    }
    written = next.map((block) => block.cloneNode(true));
    touched.clear();
  }

  let newest = version;
  let isUpdating = false;
  async function update() {
    if (isUpdating) return;
    isUpdating = true;
    try {
      while (version < newest) {
        const text = await (await fetch(location.pathname, { cache: "no-store" })).text();
        const next = parser.parseFromString(text, "text/html");
        const script = next.querySelector("script[data-version]");
        const nextMain = next.querySelector("main");
        const head = next.querySelector("head").innerHTML;
        const nav = next.querySelector("nav.contents")?.outerHTML ?? "";
        // Another frame (formulas where there were none, other headings) is another page.
        const isSame = main().children.length === written.length && nav === contents
          && head.replace(/<title>.*?<\/title>/s, "") === frame.replace(/<title>.*?<\/title>/s, "");
        if (!script || !nextMain || !isSame) return reload();
        replaceBlocks([...nextMain.children]);
        document.title = next.title;
        frame = head;
        version = Number(script.dataset.version);
      }
    } catch { showLoss("The page could not be updated."); } finally { isUpdating = false; }
  }

  const events = new EventSource("events");
  const on = (kind, action) => events.addEventListener(kind, (event) => action(JSON.parse(event.data)));
  events.onopen = () => showLoss("");
  events.onerror = () => showLoss("notebook watch has ended: this page is as it was then.");
  on("page", (message) => { newest = Number(message.version); if (newest < version) reload(); else update(); });
  on("problem", (message) => showProblem(message.text));
  on("progress", (message) => {
    showProgress(message.text);
    dim(message.stale ? message.stale.split(" ") : []);
  });
  on("cell", (message) => {
    const cell = document.getElementById(message.id);
    if (!cell || isUpdating || version < newest) return;
    const next = parser.parseFromString(message.markup, "text/html").querySelector(".outputs");
    const old = cell.querySelector(":scope > .outputs");
    touched.add(message.id);
    if (!next) return old?.remove();
    const copy = document.importNode(next, true);
    const at = anchor();
    if (old) old.replaceWith(copy); else cell.append(copy);
    added(copy);
    if (at?.block.isConnected) scrollBy({ top: at.block.getBoundingClientRect().top - at.top, behavior: "instant" });
  });
})();
