/* Buttons that copy a reference and say that they did; without a script it can be selected. */
"use strict";
(() => {
  const texts = document.querySelectorAll("[data-copy]");
  if (!texts.length) return;
  const status = document.createElement("p");
  status.className = "pub-status";
  status.setAttribute("role", "status");
  document.querySelector("article, body").append(status);
  const select = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const copy = async (text, button) => {
    let done = true;
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      // Pages that are not served encrypted have no clipboard.
      select(text);
      done = document.execCommand("copy");
    }
    status.textContent = "";
    const said = done ? "Copied" : "Selected: copy it with your keyboard";
    button.textContent = said;
    requestAnimationFrame(() => { status.textContent = said; });
    setTimeout(() => { button.textContent = text.dataset.copy; }, 2500);
  };
  for (const text of texts) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pub-copy";
    button.textContent = text.dataset.copy;
    button.addEventListener("click", () => copy(text, button));
    text.after(button);
  }
})();
