/* Finds pages in `siteIndex` (see site_search/index.py) and shows them.

   A search is parted into terms: phrases that have synonyms, else single words. Each term
   is looked up in every field of a page; what the field is, and how alike the words are,
   gives its weight. Pages that have all terms come first. */
(() => {
  "use strict";

  /* ---- words ---- */
  const LETTERS = {ß: "ss", ł: "l", ø: "o", đ: "d", ı: "i", æ: "a", œ: "o", þ: "th", ð: "d"};
  const CHINESE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/; // Japanese and Korean, too
  const SMALL = new Set(("a an and are as at by can do for from how i in is it me my of on or our " +
    "that the their there this to was we what when where which who with you your all find list over show used " +
    "de die dat een en het hoe ik in is kan met naar of op te van voor waar wat welke wie").split(" "));

  /** A word without marks and capitals; ö, oe and o are the same, as people type names. */
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/[ßłøđıæœþð]/g, (letter) => LETTERS[letter]).replace(/([aou])e|aa/g, (two) => two[0]);
  const parts = (text) => text.match(/[\p{L}\p{N}]+/gu) || [];
  const wordsOf = (text) => parts(text.normalize("NFC")).map(fold);
  const stem = (word) => word.length < 4 ? word
    : word.replace(/ies$/, "y").replace(/([^s])s$/, "$1");

  /** What words of one family end with, in English and Dutch. */
  const ENDING = /^(e|n|en|s|y|al|ly|ed|er|ers|or|ors|ory|ing|ings|ion|ions|ation|ations|ive|ity|ities|ness|ment|ments|able|ably|ability|heid|ingen)?$/;

  /** How alike a searched word and a page's are, from 0 to 1. */
  const alike = (asked, word) => {
    if (asked === word) return 1;
    if (stem(asked) === stem(word)) return 0.95;
    if (asked.length > 2 && word.startsWith(asked)) return 0.45 + 0.4 * asked.length / word.length;
    if (CHINESE.test(asked) && word.includes(asked)) return 0.5;
    if (asked.length > 3 && word.includes(asked)) return 0.4;
    if (word.length > 5 && asked.startsWith(word)) return 0.4;
    return 0;
  };

  /** Whether two words differ by so few letters, changed, missing, too many or swapped. */
  const differ = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], row = Array.from({length: other.length + 1}, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      before = row;
      row = next;
    }
    return row[other.length];
  };

  /* ---- pages ---- */
  const WEIGHTS = {title: 10, names: 8, shown: 4, description: 3, kind: 2.5, text: 1};
  const index = window.siteIndex;
  const count = new Map();
  const pages = index.pages.map(([kind, title, address, line, names, shown, description, text, more]) => {
    const [heading, label] = index.kinds[kind] || ["", ""];
    const fields = {title, names: names.join(" | "), shown: `${shown} | ${line} | ${address.replace(/\/?(index)?(\.html)?$/, "").split("/").pop()}`, description, kind: `${label} ${heading}`, text: `${text} | ${more}`};
    const page = {kind, title, address, line, description, text, shown, label, names, fields: {}};
    for (const name in WEIGHTS) page.fields[name] = wordsOf(fields[name]);
    page.whole = new Set([title, ...names].map((one) => wordsOf(one).join(" ")));
    page.isList = /(^|\/)$|index\.html$/.test(address) && label === "";
    const own = new Set(Object.values(page.fields).flat());
    for (const word of own) count.set(word, (count.get(word) || 0) + 1);
    return page;
  });
  const vocabulary = [...count.keys()];
  const synonyms = index.words.map((group) => group.map((phrase) => wordsOf(phrase)));
  /* Words with synonyms, as they are compared -> as they are written. */
  const spelt = new Map(index.words.flat().flatMap((phrase) =>
    parts(phrase.normalize("NFC")).map((word) => [fold(word), word])));

  /* ---- a search ---- */
  const FIRST = 3;
  /* Words of a search that count; a pasted text has more. */
  const MOST = 24;
  const SCREENFUL = 10;
  const startsAt = (words, phrase, at) => phrase.every((word, n) =>
    words[at + n] !== undefined && stem(words[at + n]) === stem(word));

  /** Whether a compound was typed as two words: "krediet risico", "block chain". */
  const isParted = (words, phrase, at) => phrase.length === 1 && words[at + 1] !== undefined
    && stem(words[at] + words[at + 1]) === stem(phrase[0]);

  /** The terms of a search: each a list of phrases that mean the same, the typed one first. */
  const termsOf = (words) => {
    const terms = [];
    for (let at = 0; at < words.length;) {
      let length = 1, group = null;
      for (const phrases of synonyms) {
        for (const phrase of phrases) {
          const typed = startsAt(words, phrase, at) ? phrase.length : isParted(words, phrase, at) ? 2 : 0;
          if (typed > length || (typed === 1 && !group)) {
            length = typed;
            group = phrases;
          }
        }
      }
      const typed = words.slice(at, at + length);
      terms.push([typed, ...(group || []).filter((one) => one.join(" ") !== typed.join(" "))]);
      at += length;
    }
    const telling = terms.filter((term) => term.length > 1 || !SMALL.has(term[0][0]));
    return telling.length ? telling : terms;
  };

  const single = (word) => word.replace(/(.)\1/g, "$1"); // Huelman, Hüllmann

  /** The words of a list that differ least from one, if only by a letter, or two of many. */
  const nearest = (asked, words) => {
    let least = asked.length > 8 ? 2 : 1;
    const near = [];
    for (const word of words) {
      if (/^\p{N}+$/u.test(word)) continue;
      const distance = single(asked) === single(word) ? 1 : differ(asked, word, least);
      if (distance < least) near.length = 0;
      if (distance <= least) near.push(word);
      least = Math.min(least, distance);
    }
    return near;
  };

  /** A word that no page has as the words with synonyms spell it: a letter wrong, or begun. */
  const respell = (asked, at, all) => {
    const {found, guess} = meantBy(asked);
    if (asked.length < 5 || spelt.has(asked) || (found.size && !guess)) return asked;
    const words = [...spelt.keys()];
    const begun = at === all.length - 1 && words.find((word) => word.startsWith(asked));
    return begun || (!guess && nearest(asked, words)[0]) || asked;
  };

  /** Page's words that a searched one stands for, and the one that was meant, if none is so. */
  const known = new Map();
  const meantBy = (asked) => {
    if (!known.has(asked)) {
      const found = new Map();
      let guess = null;
      for (const word of vocabulary) {
        const rate = alike(asked, word);
        if (rate) found.set(word, rate);
      }
      /* No page has the word: another of its family may do, "fairness" for "fair". */
      for (const word of found.size ? [] : vocabulary) {
        let same = 0;
        while (same < word.length && word[same] === asked[same]) same += 1;
        if (same > 3 && [word, asked].every((one) => ENDING.test(one.slice(same)))) found.set(word, 0.5);
      }
      if (!found.size && asked.length > 4) {
        const near = nearest(asked, vocabulary);
        near.sort((one, other) => count.get(other) - count.get(one));
        near.forEach((word) => found.set(word, 0.7));
        guess = near[0] || null;
      }
      known.set(asked, {found, guess});
    }
    return known.get(asked);
  };

  /** How well a phrase stands in a field, from 0 to 1: its words together, in their order. */
  const phraseIn = (phrase, words) => {
    let best = 0;
    const rates = phrase.map((asked) => meantBy(asked).found);
    for (let at = 0; at + phrase.length <= words.length; at++) {
      let least = 1;
      for (let n = 0; n < phrase.length && least; n++) least = Math.min(least, rates[n].get(words[at + n]) || 0);
      if (least > best) best = least;
    }
    return best;
  };

  const rateTerm = (term, page) => {
    let best = 0;
    term.forEach((phrase, number) => {
      let most = 0, sum = 0;
      for (const name in WEIGHTS) {
        const words = page.fields[name];
        let rate = words.length < phrase.length ? 0 : phraseIn(phrase, words);
        if (!rate) continue;
        if (name === "title") rate *= 0.6 + 0.4 * phrase.length / words.length;
        most = Math.max(most, rate * WEIGHTS[name]);
        sum += rate * WEIGHTS[name];
      }
      best = Math.max(best, (most + 0.15 * (sum - most)) * (number ? 0.85 : 1));
    });
    return best;
  };

  /** Find pages, the best first. */
  const find = (query) => {
    const entered = wordsOf(query).slice(0, MOST);
    const words = entered.map(respell);
    if (!words.length) return {hits: [], meant: null, terms: []};
    const terms = termsOf(words);
    /* A list holds its records of every year. */
    const isYear = terms.map((term) => /^(19|20)\d\d$/.test(term[0].join("")));
    const rated = pages.map((page) => ({page, rates: terms.map((term, n) =>
      rateTerm(term, page) || (page.isList && isYear[n] ? 0.5 : 0))}));
    const rarity = terms.map((_, n) =>
      1 + Math.log(pages.length / (1 + rated.filter((one) => one.rates[n]).length)) / 4);
    const typed = words.join(" ");
    const asked = new Set([typed]);
    if (terms.length === 1) terms[0].forEach((phrase) => asked.add(phrase.join(" ")));
    const hits = [];
    for (const {page, rates} of rated) {
      const share = rates.filter(Boolean).length / terms.length;
      if (!share) continue;
      let score = rates.reduce((sum, rate, n) => sum + rate * rarity[n], 0) * share ** 2;
      if ([...asked].some((one) => page.whole.has(one))) score += page.whole.has(typed) ? 40 : 30;
      if (words.length > 1) {
        for (const [name, more] of [["title", 12], ["names", 12], ["shown", page.kind < 2 ? 12 : 6], ["description", 5], ["text", 2]]) {
          if (phraseIn(words, page.fields[name]) > 0.9) { score += more; break; }
        }
      }
      if (page.isList && terms.every((term) => term.some((phrase) => phraseIn(phrase, page.fields.title) > 0.9))) score += 8;
      score *= page.isList ? 1.1 : page.kind < 2 ? 1.1 : 1;
      hits.push({page, score, share});
    }
    const fullest = Math.max(...hits.map((hit) => hit.share), 0);
    const good = hits.filter((hit) => hit.share === fullest || hit.share > 0.5)
      .sort((one, other) => other.share - one.share || other.score - one.score
        || one.page.title.localeCompare(other.page.title));
    /* The first ones are of several kinds, where these are about as good. */
    for (let at = 1; at < FIRST && at < good.length; at++) {
      const before = good.slice(0, at);
      const worth = (hit) => hit.score * 0.8 ** before.filter((one) => one.page.kind === hit.page.kind).length;
      const rest = good.slice(at).filter((hit) => hit.share === good[at].share);
      const next = rest.reduce((best, hit) => (worth(hit) > worth(best) ? hit : best));
      good.splice(good.indexOf(next), 1);
      good.splice(at, 0, next);
    }
    const meant = words.map((word, n) => word !== entered[n] ? spelt.get(word)
      : (!SMALL.has(word) && meantBy(word).guess) || word);
    return {hits: good, terms, meant: meant.join(" ") === entered.join(" ") ? null : meant};
  };

  /* ---- what is shown ---- */
  const LENGTH = 180;
  const element = (name, text, props = {}) =>
    Object.assign(document.createElement(name), {textContent: text || "", ...props});

  const isMeant = (word, terms) => terms.some((term) => term.some((phrase) =>
    phrase.some((asked) => (meantBy(asked).found.get(word) || 0) > 0.44)));

  /** A text's words around the first that was searched, with these marked. */
  const excerpt = (page, terms) => {
    const has = (text) => wordsOf(text).some((word) => isMeant(word, terms));
    const values = page.shown.split("; ").filter(has).slice(0, 3).join(", ");
    const source = [page.description, page.text].find(has)
      || [values, page.description || page.text].filter(Boolean).join(" – ");
    const text = source.normalize("NFC");
    const found = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
    const first = found.find((one) => isMeant(fold(one[0]), terms));
    let start = 0;
    if (first && first.index > LENGTH * 0.6) {
      const sentence = text.lastIndexOf(". ", first.index) + 2;
      start = sentence > 1 && first.index - sentence < LENGTH * 0.6 ? sentence
        : found.find((one) => one.index >= first.index - LENGTH * 0.4).index;
    }
    const result = element("p", "", {className: "site-hit-text"});
    let at = start;
    if (start) result.append("… ");
    for (const one of found) {
      const end = one.index + one[0].length;
      if (one.index < start) continue;
      if (end > start + LENGTH) break;
      result.append(text.slice(at, one.index));
      result.append(isMeant(fold(one[0]), terms) ? element("mark", one[0]) : one[0]);
      at = end;
    }
    const rest = text.slice(at);
    result.append(parts(rest).length ? " …" : rest);
    return result;
  };

  const item = ({page}, terms, root) => {
    const result = element("li");
    const link = element("a", page.title, {href: root + page.address});
    const about = [...new Set([page.label, ...page.line.split(" · ")])].filter(Boolean).join(" · ");
    const title = element("p", "", {className: "site-hit-title"});
    title.append(link);
    result.append(title);
    if (about) result.append(element("p", about, {className: "site-hit-about"}));
    const text = excerpt(page, terms);
    if (text.textContent.trim()) result.append(text);
    return result;
  };

  const list = (hits, terms, root) => {
    const result = element("ol", "", {className: "site-hits"});
    result.append(...hits.map((hit) => item(hit, terms, root)));
    return result;
  };

  const show = (query, place, status, help) => {
    const {hits, terms, meant} = find(query);
    const root = place.dataset.root;
    let shown = SCREENFUL;
    const draw = () => {
      place.replaceChildren(list(hits.slice(0, FIRST), terms, root));
      const rest = hits.slice(FIRST, shown);
      const kinds = [...new Set(rest.map((hit) => hit.page.kind))].sort((one, other) => one - other);
      for (const kind of kinds) {
        place.append(element("h2", index.kinds[kind][0]),
          list(rest.filter((hit) => hit.page.kind === kind), terms, root));
      }
      if (hits.length > shown) {
        const left = hits.length - shown;
        const more = element("button", `Show ${Math.min(left, 2 * SCREENFUL)} more of ${hits.length}`,
          {type: "button", className: "site-more"});
        more.onclick = () => {
          const seen = new Set([...place.querySelectorAll("a")].map((link) => link.href));
          shown += 2 * SCREENFUL;
          draw();
          [...place.querySelectorAll("a")].find((link) => !seen.has(link.href))?.focus();
        };
        place.append(more);
      }
    };
    if (hits.length) draw();
    else place.replaceChildren(help);
    const typed = element("bdi", query); // it may run from right to left
    const many = hits.length === 1 ? "1 page" : `${hits.length} pages`;
    const advice = "Try another word, fewer words, or the name of a person or project.";
    status.replaceChildren(...(!query.trim() ? []
      : !hits.length ? ["Nothing was found for “", typed, `”. ${advice}`]
      : meant ? [`${many} for “${meant.join(" ")}”, as no page has “`, typed, "”."]
      : [`${many} for “`, typed, "”."]));
  };

  const place = document.getElementById("site-search-hits");
  if (place) {
    const field = document.getElementById("site-search-words");
    const status = document.getElementById("site-search-status");
    const help = document.getElementById("site-search-help");
    const title = document.title;
    const search = () => {
      const query = new URLSearchParams(location.search).get("q") || "";
      field.value = query;
      document.title = query.trim() ? `${query.slice(0, 80)} – ${title}` : title;
      show(query, place, status, help);
    };
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      history.pushState(null, "", `?q=${encodeURIComponent(field.value)}`);
      search();
    });
    window.addEventListener("popstate", search);
    search();
  }
  window.siteSearch = {find};
})();
