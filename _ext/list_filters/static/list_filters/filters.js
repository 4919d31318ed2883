/* Menus of the filters that stand above a list as links; see list_filters/__init__.py. */
"use strict";
(() => {
  const begin = (nav) => {
    const rows = [...document.querySelectorAll("[data-row]")];
    const facets = [...nav.querySelectorAll("[data-facet]")];
    if (!rows.length || !facets.length) return;
    const box = document.createElement("div"); // nothing is sent
    box.className = "site-filter-menus";
    box.setAttribute("role", "search");
    box.setAttribute("aria-label", nav.getAttribute("aria-label"));
    const menus = facets.map((facet) => {
      const label = document.createElement("label");
      const menu = document.createElement("select");
      menu.name = facet.dataset.facet;
      menu.add(new Option("All", ""));
      for (const link of facet.querySelectorAll("a")) {
        menu.add(new Option(link.textContent, link.dataset.value));
      }
      label.append(facet.querySelector("span").textContent, menu);
      box.append(label);
      return menu;
    });
    const clear = document.createElement("button");
    clear.type = "button";
    clear.textContent = "Show all";
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    const shown = document.createElement("div");
    shown.className = "site-filter-shown";
    shown.append(status, clear);
    box.append(shown);

    const fits = (row, menu) =>
      !menu.value || (row.getAttribute(`data-${menu.name}`) || "").split(" ").includes(menu.value);
    const show = () => {
      let count = 0;
      for (const row of rows) {
        row.hidden = !menus.every((menu) => fits(row, menu));
        if (!row.hidden) count += 1;
      }
      for (const part of document.querySelectorAll("article section section")) {
        const own = [...part.querySelectorAll("[data-row]")];
        if (own.length) part.hidden = own.every((row) => row.hidden);
      }
      const chosen = menus.some((menu) => menu.value);
      clear.hidden = !chosen;
      document.body.classList.toggle("site-filtered", chosen);
      status.textContent = chosen ? `${count} of ${rows.length} shown` : `${rows.length} shown`;
    };
    const read = () => {
      const asked = new URLSearchParams(location.search);
      for (const menu of menus) {
        menu.value = asked.get(menu.name) || "";
        if (menu.selectedIndex < 0) menu.value = "";
      }
      show();
    };
    const keep = () => {
      const asked = new URLSearchParams(location.search);
      for (const menu of menus) {
        if (menu.value) asked.set(menu.name, menu.value);
        else asked.delete(menu.name);
      }
      const query = asked.toString();
      history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
      show();
    };
    const all = () => {
      for (const menu of menus) menu.value = "";
      keep();
    };
    // A place that the address names is shown, whatever is chosen.
    const aim = () => {
      const place = document.getElementById(location.hash.slice(1));
      if (!place) return;
      if (place.closest("[hidden]")) all();
      place.scrollIntoView();
    };
    box.addEventListener("change", keep);
    clear.addEventListener("click", () => {
      all();
      menus[0].focus();
    });
    addEventListener("popstate", read);
    addEventListener("hashchange", aim);
    nav.replaceWith(box);
    read();
    aim();
  };
  document.querySelectorAll("nav[data-filters]").forEach(begin);
})();
