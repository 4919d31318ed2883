/* In the head of each page: what must be there before the page is drawn, then the menus.
   Without this script menu and contents stand open. */
document.documentElement.classList.remove("no-js");

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

/* A button opens what it controls. The menu lies over the page, which is inert meanwhile. */
document.addEventListener("DOMContentLoaded", () => {
  const page = document.querySelector(".page");
  const buttons = [...document.querySelectorAll("button.site-opener")];
  const isOpen = (button) => button.getAttribute("aria-expanded") === "true";
  const set = (button, open) => {
    button.setAttribute("aria-expanded", open);
    if (button.closest(".site-header")) page.inert = open;
  };
  const close = () => buttons.filter(isOpen).forEach((button) => set(button, false));
  for (const button of buttons) {
    button.addEventListener("click", () => set(button, !isOpen(button)));
    document.getElementById(button.getAttribute("aria-controls"))
      .addEventListener("click", (event) => {
        if (event.target.closest("a")) set(button, false);
      });
    /* Nothing that has the focus stands behind the contents. */
    const around = button.closest("nav");
    around?.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !around.contains(event.relatedTarget)) set(button, false);
    });
  }
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && buttons.find(isOpen);
    if (open) {
      set(open, false);
      open.focus();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".site-header, .site-contents")) close();
  });
  /* A screen that has become wide shows both without a button. */
  matchMedia("(min-width: 63.01em)").addEventListener("change", close);
  window.addEventListener("pageshow", (event) => event.persisted && close());
});

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
