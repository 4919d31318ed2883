/* Where a browser keeps no site data, reading localStorage raises: the theme's and the
   search's scripts then get a store that lasts as long as the page. */
(function () {
  try {
    window.localStorage.getItem("theme");
  } catch (refused) {
    const kept = new Map();
    Object.defineProperty(window, "localStorage", {
      value: {
        getItem: (name) => (kept.has(name) ? kept.get(name) : null),
        setItem: (name, value) => kept.set(name, String(value)),
        removeItem: (name) => kept.delete(name),
      },
    });
  }
})();

/* Opened from disk, an address that ends in / would show a list of files. */
if (location.protocol === "file:") {
  const name = (address) => address.replace(/\/(?=$|[?#])/, "/index.html");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && link.protocol === "file:") link.href = name(link.href);
  }, true);
  document.addEventListener("submit", (event) => {
    event.target.action = name(event.target.action);
  }, true);
}
