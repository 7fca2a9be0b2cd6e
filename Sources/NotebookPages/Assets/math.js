// Typesets each formula of the page; what one defines with \gdef or \newcommand, the next ones know. A formula that
// KaTeX does not understand stays TeX, with what KaTeX says of it.
(() => {
  const macros = {};
  const typeset = (added) => added.querySelectorAll(".math").forEach((element) => {
    const tex = element.textContent.replace(/^\\[([]|\\[)\]]$/g, "");
    const displayMode = element.classList.contains("display");
    try {
      katex.render(tex, element, { displayMode, strict: "ignore", globalGroup: true, macros });
    } catch (error) {
      const source = document.createElement("code");
      source.textContent = tex.trim();
      const message = document.createElement("span");
      message.textContent = String(error.message).replace(/^KaTeX parse error: /, "");
      element.classList.add("math-error");
      element.title = "This formula is not understood";
      element.replaceChildren(source, " ", message);
    }
  });
  typeset(document);
  // A page that is kept up to date gets new blocks.
  document.addEventListener("notebook:added", (event) => typeset(event.detail));
})();
