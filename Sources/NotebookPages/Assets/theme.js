// Before the first paint: the colours that the reader has chosen. Storage may be forbidden, as in a private window.
try {
  const theme = localStorage.getItem("notebook-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {}
