/* Sphinx marks the searched words on the page that a result opened; its scripts are asked
   for where there are words to mark. A button takes the marks away; Sphinx's own link is a
   script in an address, which the site's policy blocks. */
(() => {
  const here = document.currentScript.src;
  const asked = localStorage.getItem("sphinx_highlight_terms")
    || new URLSearchParams(location.search).has("highlight");
  if (asked && !document.querySelector('script[src*="sphinx_highlight"]')) {
    for (const name of ["doctools.js", "sphinx_highlight.js"]) {
      const script = document.createElement("script");
      script.src = new URL(`../${name}`, here);
      script.async = false;
      document.head.append(script);
    }
  }
})();
window.addEventListener("load", () => setTimeout(() => {
  if (typeof Search !== "undefined" || !document.querySelector("span.highlighted")) return;
  document.querySelectorAll(".highlight-link").forEach((link) => link.remove());
  const button = document.createElement("button");
  button.className = "site-marks";
  button.textContent = _("Hide Search Matches");
  button.style = "position: fixed; right: 1rem; bottom: 1rem; z-index: 20";
  button.onclick = () => { SphinxHighlight.hideSearchWords(); button.remove(); };
  document.querySelector("article").append(button);
}, 50));
