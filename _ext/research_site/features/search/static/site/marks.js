/* Sphinx marks the searched words on the page that a result opened. A button takes the
   marks away; Sphinx's own link is a script in an address, which the site's policy blocks. */
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
