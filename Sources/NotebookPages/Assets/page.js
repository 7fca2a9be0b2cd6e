// What a page can do where scripts run. Without them it is complete, only still: every feature here begins with what
// the page already shows.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, inside = document) => {
    const found = [...inside.querySelectorAll(selector)];
    return inside.matches?.(selector) ? [inside, ...found] : found;
  };

  /** A new element; a property that is no property of elements is an attribute. */
  function make(name, properties = {}, ...content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element) element[key] = value; else element.setAttribute(key, value);
    }
    element.append(...content);
    return element;
  }

  const button = (className, text, action) =>
    make("button", { type: "button", className, onclick: action }, text);

  const status = make("p", { className: "visually-hidden", role: "status" });
  document.querySelector(".page-tools").append(status);
  const announce = (text) => { status.textContent = text; };

  const remembered = {
    get(name) { try { return localStorage.getItem(name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem(name, value); } catch {} },
  };

  function save(name, blob) {
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  // The switches at the page's top.

  function switchTheme(control) {
    const themes = { system: "System colours", light: "Light colours", dark: "Dark colours" };
    const show = () => { control.textContent = themes[root.dataset.theme ?? "system"]; };
    control.onclick = () => {
      const names = Object.keys(themes);
      const next = names[(names.indexOf(root.dataset.theme ?? "system") + 1) % names.length];
      if (next === "system") delete root.dataset.theme; else root.dataset.theme = next;
      remembered.set("notebook-theme", next);
      show();
      announce(control.textContent);
    };
    show();
  }

  function switchCode(control) {
    control.hidden = !document.querySelector(".cell pre.code");
    let isShown = all(".cell pre.code").some((code) => !code.closest("details.fold:not([open])"));
    const show = () => { control.textContent = isShown ? "Hide all code" : "Show all code"; };
    control.onclick = () => {
      isShown = !isShown;
      root.classList.toggle("hides-code", !isShown);
      if (isShown) for (const fold of all("details.fold")) fold.open = true;
      show();
    };
    show();
  }

  function switchLineNumbers(control) {
    control.hidden = !document.querySelector("pre .line");
    const show = (isOn) => {
      root.classList.toggle("numbers-lines", isOn);
      control.setAttribute("aria-pressed", isOn);
    };
    control.onclick = () => {
      const isOn = control.getAttribute("aria-pressed") !== "true";
      remembered.set("notebook-line-numbers", isOn);
      show(isOn);
    };
    show(remembered.get("notebook-line-numbers") === "true");
  }

  // The table of contents: open beside the text, folded above it; it marks the section that is read.

  function followContents(contents) {
    const list = contents.querySelector("details");
    const wide = matchMedia("(min-width: 68.75rem)");
    const fit = () => { list.open = wide.matches; };
    wide.addEventListener("change", fit);
    fit();
    list.addEventListener("click", (event) => {
      if (event.target.closest("a") && !wide.matches) list.open = false;
    });

    const links = all("a", contents);
    const headingOf = (link) => {
      const name = link.hash.slice(1);
      // A name with a lone ‘%’ in it, such as ‘100%’, is no encoded one.
      try { return document.getElementById(decodeURIComponent(name)); } catch { return document.getElementById(name); }
    };
    const mark = () => {
      const line = innerHeight * 0.25;
      let current = 0;
      links.forEach((link, index) => {
        if (headingOf(link)?.getBoundingClientRect().top <= line) current = index;
      });
      links.forEach((link, index) => {
        if (index !== current) return link.removeAttribute("aria-current");
        link.setAttribute("aria-current", "location");
        if (wide.matches && contents.scrollHeight > contents.clientHeight) {
          contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
        }
      });
    };
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px" });
    return (added) => {
      for (const heading of links.map(headingOf)) if (heading && added.contains(heading)) observer.observe(heading);
    };
  }

  // Code that can be copied.

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Outside a secure context there is only the old way.
      const area = make("textarea", { value: text, className: "visually-hidden" });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  function addCopyButton(code) {
    const block = code.parentElement;
    const control = button("copy", "", async () => {
      await copy(code.textContent.replace(/\n$/, ""));
      control.classList.add("done");
      announce("Copied");
      setTimeout(() => { control.classList.remove("done"); announce(""); }, 2000);
    });
    control.setAttribute("aria-label", "Copy the code");
    control.title = "Copy";
    const frame = make("div", { className: "code-frame" });
    block.replaceWith(frame);
    frame.append(block, control);
  }

  // What is wider than the page scrolls by itself, and can be reached with the keyboard where it does.

  function watchScrolling() {
    const kinds = [
      ["pre", "Text"], ["pre.code", "Code"], [".table-frame", "Table"], [".math.display", "Formula"],
      [".display, .result", "Output"], [".failure", "Error"],
    ];
    const check = (target) => {
      const scrolls = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
      if (scrolls === target.hasAttribute("tabindex")) return;
      for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
      if (!scrolls) return;
      target.tabIndex = 0;
      target.setAttribute("role", "group");
      target.setAttribute("aria-label", `${kinds.findLast(([selector]) => target.matches(selector))[1]}, can be scrolled`);
    };
    const watched = new Set();
    const observer = new ResizeObserver((entries) => { for (const { target } of entries) check(target); });
    // A font that comes late changes what is inside a formula, and not the formula's own size.
    document.fonts.addEventListener("loadingdone", () => {
      for (const target of watched) if (target.isConnected) check(target); else watched.delete(target);
    });
    const selectors = kinds.map(([selector]) => selector).join();
    return (added) => {
      for (const element of all(selectors, added)) {
        if (element.matches("[role]")) continue;
        watched.add(element);
        observer.observe(element);
      }
    };
  }

  // Tables that can be sorted, unfolded and saved.

  /** The rows of a CSV text (RFC 4180), without its header. */
  function parseCSV(text) {
    const rows = [];
    let row = [], field = "", isQuoted = false;
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (isQuoted) {
        if (c !== '"') field += c;
        else if (text[i + 1] === '"') { field += c; i++; }
        else isQuoted = false;
      } else if (c === '"') isQuoted = true;
      else if (c === ",") { row.push(field); field = ""; }
      else if (c === "\n") { row.push(field); rows.push(row); row = []; field = ""; }
      else if (c !== "\r") field += c;
    }
    return rows.slice(1);
  }

  const writeCSV = (rows) =>
    rows.map((row) => row.map((text) => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text).join() + "\r\n")
      .join("");

  function dataOf(link) {
    const bytes = atob(link.href.slice(link.href.indexOf(",") + 1));
    return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
  }

  /** A floating-point number as the table's own rows have it: six digits, and the column's decimals. */
  function formatted(text, decimals) {
    if (!/^-?\d+\.\d|^-?\d.*e/.test(text)) return text;
    const number = Number(text), size = Math.abs(number);
    if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
      return number.toExponential(5).replace(/\.?0+e/, "e").replace(/e([+-])(\d)$/, "e$10$2");
    }
    const short = String(Number(number.toPrecision(6)));
    const have = (short.split(".")[1] ?? "").length;
    return have >= decimals ? short : short + (have ? "" : ".") + "0".repeat(decimals - have);
  }

  const isMissing = (text) => /^-?(nan|nil|none|null|na)?$/i.test(text.trim());
  const asNumber = (text) => {
    const plain = text.trim().replace("−", "-").replace(/%$/, "");
    if (/^[+-]?inf(inity)?$/i.test(plain)) return plain.startsWith("-") ? -Infinity : Infinity;
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  };

  /** The places of the values in their order: numbers by size where all are numbers, what is missing last. */
  function sortedPlaces(values, direction) {
    const missing = values.map(isMissing), numbers = values.map(asNumber);
    const isNumeric = values.every((_, place) => missing[place] || !Number.isNaN(numbers[place]));
    const collator = new Intl.Collator(root.lang || undefined, { numeric: true });
    const compare = isNumeric
      ? (a, b) => numbers[a] < numbers[b] ? -1 : numbers[a] > numbers[b] ? 1 : 0
      : (a, b) => collator.compare(values[a], values[b]);
    return values.map((_, place) => place).sort((a, b) =>
      missing[a] || missing[b] ? missing[a] - missing[b] : direction * compare(a, b));
  }

  function enhanceTable(table) {
    const head = table.tHead?.rows[0], body = table.tBodies[0];
    if (!body || table.tHead?.rows.length !== 1 || table.querySelector("table, [rowspan], tbody [colspan]:not(.omitted *)")) return;
    const headers = [...head.cells];
    const output = table.closest(".display, .result");
    const tools = output.querySelector(".table-tools") ?? output.appendChild(make("p", { className: "table-tools" }));
    const link = tools.querySelector("a[download]");
    const shownRows = [...body.rows];
    const isComplete = !table.querySelector("tr.omitted");
    const total = isComplete ? shownRows.length : Number(table.dataset.rows);
    if (!isComplete && !link) return;

    // Where the page leaves rows out, all of them are in its CSV, which is read when it is asked for.
    let texts;
    const readTexts = () => texts ??= isComplete
      ? shownRows.map((row) => [...row.cells].map((cell) => cell.textContent))
      : parseCSV(new TextDecoder().decode(dataOf(link)));
    const decimals = headers.map((_, column) => Math.max(0, ...shownRows.map((row) =>
      (/^-?\d+\.(\d+)$/.exec(row.cells[column]?.textContent ?? "")?.[1] ?? "").length)));
    const classNames = headers.map((header) => header.className);
    const makeRow = (place) => make("tr", {}, ...readTexts()[place].map((text, column) =>
      make("td", { className: classNames[column] ?? "" }, formatted(text, decimals[column]))));

    const least = 20;
    let limit = total > least + 5 ? least : total;
    let places = null;
    const count = make("span");
    const more = button("", "", () => { limit = limit >= total ? least : Math.min(total, Math.max(100, limit + 500)); show(); });
    const show = () => {
      const indices = places ? places.slice(0, limit) : Array.from({ length: limit }, (_, place) => place);
      const needsTexts = !isComplete && (places || limit > least);
      body.replaceChildren(...indices.map((place) => needsTexts ? makeRow(place) : shownRows[place]));
      if (total <= least + 5) return;
      count.textContent = limit < total
        ? `${limit.toLocaleString("en")} of ${total.toLocaleString("en")} rows` : `${total.toLocaleString("en")} rows`;
      more.textContent = limit < total ? "Show more" : "Show fewer";
    };
    if (total > least + 5) tools.prepend(count, more);

    headers.forEach((header, column) => {
      if (!header.textContent.trim()) return;
      const control = button("sort", "", () => {
        const next = { ascending: "descending", descending: null }[header.getAttribute("aria-sort")];
        for (const other of headers) other.removeAttribute("aria-sort");
        const order = next === undefined ? "ascending" : next;
        if (order) header.setAttribute("aria-sort", order);
        places = order && sortedPlaces(readTexts().map((row) => row[column] ?? ""), order === "ascending" ? 1 : -1);
        show();
      });
      control.append(...header.childNodes);
      header.append(control);
    });

    if (!link) {
      const name = output.closest("[id]")?.id ?? "table";
      tools.append(button("", "CSV", () => {
        const rows = [headers.map((header) => header.textContent), ...readTexts()];
        save(name + ".csv", new Blob([writeCSV(rows)], { type: "text/csv" }));
      }));
    }
    show();
  }

  /** A browser follows addresses up to some two megabytes; a blob has no such limit. */
  function saveLargeData(link) {
    link.addEventListener("click", (event) => {
      if (link.href.length < 1_000_000) return;
      event.preventDefault();
      save(link.download, new Blob([dataOf(link)], { type: "text/csv" }));
    });
  }

  // Pictures that can be saved.

  function svgText(svg) {
    const copy = svg.cloneNode(true);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.dataset.theme = "light";
    return new XMLSerializer().serializeToString(copy);
  }

  function savePNG(svg, name) {
    const { width, height } = svg.getBoundingClientRect();
    const image = new Image();
    image.onload = () => {
      const canvas = make("canvas", { width: Math.round(width * 2), height: Math.round(height * 2) });
      const context = canvas.getContext("2d");
      context.fillStyle = "#fff";
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(name + ".png", blob), "image/png");
    };
    // On white the dark colours have no place, whatever the reader's system is.
    const text = svgText(svg).replace(/prefers-color-scheme:\s*dark/g, "not all");
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  }

  function addDownloads(picture) {
    const name = picture.dataset.file;
    const shown = () => all("svg", picture).find((svg) => svg.parentElement.closest("svg") === null && svg.checkVisibility());
    const controls = [
      button("", "SVG", () => save(name + ".svg", new Blob([svgText(shown())], { type: "image/svg+xml" }))),
      button("", "PNG", () => savePNG(shown(), name)),
    ];
    controls.forEach((control, index) => control.setAttribute("aria-label", `Save as ${["SVG", "PNG"][index]}`));
    const downloads = make("p", { className: "downloads" }, ...controls);
    const figure = picture.closest("figure");
    if (figure) figure.append(downloads); else picture.after(downloads);
  }

  // Sequences of pictures.

  function enhanceSequence(sequence) {
    const frames = all(".frame", sequence);
    const controls = sequence.querySelector(".sequence-controls");
    const [play, slider, label] = ["button", "input", "output"].map((name) => controls.querySelector(name));
    let timer;
    const show = (place) => {
      frames.forEach((frame, index) => frame.classList.toggle("current", index === place));
      slider.value = place;
      label.textContent = frames[place].dataset.label;
      slider.setAttribute("aria-valuetext", label.textContent);
    };
    const stop = () => {
      clearInterval(timer);
      timer = undefined;
      play.textContent = "Play";
    };
    play.onclick = () => {
      if (timer) return stop();
      if (slider.valueAsNumber === frames.length - 1) show(0);
      play.textContent = "Pause";
      timer = setInterval(() => {
        if (slider.valueAsNumber + 1 < frames.length) show(slider.valueAsNumber + 1);
        if (slider.valueAsNumber === frames.length - 1) stop();
      }, 1000 / Number(sequence.dataset.rate));
    };
    slider.oninput = () => { stop(); show(slider.valueAsNumber); };
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const respect = () => { play.hidden = still.matches; stop(); };
    still.addEventListener("change", respect);
    respect();
    sequence.classList.add("moves");
    controls.hidden = false;
    show(frames.length - 1);
  }

  // Paper is white, and shows the code that is folded.

  function preparePrinting() {
    let theme, opened = [];
    addEventListener("beforeprint", () => {
      theme = root.dataset.theme;
      root.dataset.theme = "light";
      opened = all("details.fold:not([open])");
      for (const fold of opened) fold.open = true;
    });
    addEventListener("afterprint", () => {
      if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
      for (const fold of opened) fold.open = false;
    });
  }

  const tools = document.querySelector(".page-tools .switches");
  switchTheme(tools.querySelector(".theme"));
  switchCode(tools.querySelector(".all-code"));
  switchLineNumbers(tools.querySelector(".line-numbers"));
  tools.hidden = false;
  preparePrinting();
  const watches = [watchScrolling(), ...all("nav.contents").map(followContents)];

  function enhance(added) {
    for (const code of all("pre:not(.excerpt) > code", added)) addCopyButton(code);
    for (const table of all(".outputs :is(.display, .result) table", added)) enhanceTable(table);
    for (const link of all("a[download][href^='data:text/csv']", added)) saveLargeData(link);
    for (const sequence of all(".sequence:has(> .sequence-controls)", added)) enhanceSequence(sequence);
    for (const picture of all("[data-file]", added)) if (picture.querySelector("svg")) addDownloads(picture);
    for (const watch of watches) watch(added);
  }
  enhance(document);
  // A page that is kept up to date gets new blocks.
  document.addEventListener("notebook:added", (event) => enhance(event.detail));
})();
