"use strict";
/* The page is printed complete; this script only shows, sorts and opens.
   Text from articles enters the page as text nodes, never as markup. */
(() => {
  const $ = (css, root = document) => root.querySelector(css);
  const $$ = (css, root = document) => [...root.querySelectorAll(css)];
  const PAGE = matchMedia("(max-width: 46rem)").matches ? 12 : 25;
  let data = null;
  const load = () => (data ??= JSON.parse($("#data").textContent));
  const announce = (text) => { $("[data-live]").textContent = text; };
  const many = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

  /** An element with a class and children; strings become text. */
  function make(tag, cls, ...children) {
    const made = document.createElement(tag);
    if (cls) made.className = cls;
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  // ------------------------------------------------------------ evidence
  const panel = $("#evidence");
  const list = $("[data-evidence-list]");
  const more = $("[data-evidence-more]");
  let open = { at: [], shown: 0 };

  /** A mark names one list, or several that open as one, each statement once. */
  function openMark(mark) {
    const found = mark.dataset.set.split(" ").map((key) => load().lists[key]).filter(Boolean);
    if (found.length) openList(mark.dataset.title ?? found[0][0], union(found.map((list) => list[1])));
  }

  const union = (lists) => [...new Set(lists.flat())].sort((a, b) => a - b);

  function openList(title, at) {
    open = { at, shown: 0 };
    $("#evidence-title").textContent = title;
    $("[data-evidence-count]").textContent = many(open.at.length, "statement") + ", oldest first";
    list.replaceChildren();
    showMore();
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    $("#evidence-title").focus();
  }

  function showMore() {
    const next = open.at.slice(open.shown, open.shown + PAGE);
    list.append(...next.map((at) => statement(data.statements[at])));
    open.shown += next.length;
    const left = open.at.length - open.shown;
    more.hidden = left === 0;
    more.textContent = `Show ${Math.min(left, PAGE)} more, ${left.toLocaleString("en")} left`;
    return next.length;
  }

  function nextPage() {
    const before = open.shown;
    showMore();
    const first = list.children[before];
    first.tabIndex = -1;
    first.focus();
  }

  function statement(row) {
    const who = row.s === null
      ? make("p", "speaker unknown", "Speaker not resolved", make("small", "", row.r))
      : make("p", "speaker", make("bdi", "", row.s), make("small", "", row.r));
    const item = make("li", "", who, quotation(row.q), shortened(row), source(row), voices(row), positions(row), people(row), reasons(row));
    return item;
  }

  function quotation(pieces) {
    return make("blockquote", "", ...pieces.map(([marks, words]) => {
      if (!marks) return words;
      const cls = [...marks].join(" ");
      return make(marks.includes("c") ? "mark" : "span", cls, words);
    }));
  }

  function shortened(row) {
    if (!row.k) return null;
    return make("p", "small", `Shortened: of any one document this report shows at most ${data.cap.toLocaleString("en")} characters.`);
  }

  function source(row) {
    const [outlet, title, url, published] = data.documents[row.d];
    const name = make(url ? "a" : "span", "title", make("bdi", "", title));
    if (url) Object.assign(name, { href: url, rel: "noopener noreferrer", target: "_blank" });
    const printed = published && !row.w.startsWith("published") ? `published ${published}` : null;
    const parts = [make("b", "", outlet ?? "Outlet not stated"), name, row.w, printed, row.f, row.n ? "inside another statement" : null, row.x ? "forecast" : null];
    return make("p", "source", ...parts.filter(Boolean).map((part) => make("span", "part", part)));
  }

  function voices(row) {
    if (!row.c.length) return null;
    const first = make("li", "", make("bdi", "", row.s ?? "Not resolved"));
    const links = row.c.map(([kind, name]) => make("li", "", make("small", "", kind === "printed in" ? kind : `via ${kind}`), make("bdi", "", name)));
    const chain = make("ol", "chain", first, ...links);
    chain.setAttribute("aria-label", "Chain of voices");
    return chain;
  }

  function positions(row) {
    if (!row.p.length) return null;
    const words = { for: "For", against: "Against", neither: "Neither for nor against", unclear: "Side unclear on" };
    return make("ul", "positions", ...row.p.map(([concept, side, score, reason]) =>
      make("li", "", icon(side), make("span", "", make("b", "", words[side]), ` “${data.concepts[concept]}” `,
        make("small", "", `score ${(score / 100).toFixed(2)}: ${data.reasons[reason]}`)))));
  }

  /** What people decided, apart from what the machine read. */
  function people(row) {
    if (!row.h.length) return null;
    return make("ul", "decided", ...row.h.map((at) => make("li", "", data.reasons[at])));
  }

  function icon(side) {
    return $(`#icons [data-icon="${side}"] svg`).cloneNode(true);
  }

  function reasons(row) {
    const [from, to] = row.o ?? [0, 0];
    const place = `Characters ${from.toLocaleString("en")} to ${to.toLocaleString("en")} of ${data.documents[row.d][4]}`;
    return make("details", "why", make("summary", "", "Why the machine reads it so"),
      make("ul", "", ...row.y.map((at) => make("li", "", data.reasons[at])), make("li", "", place)));
  }

  // ------------------------------------------------------------ seats
  function rest(readout) {
    $(".who", readout).textContent = readout.dataset.rest;
    $(".stand", readout).textContent = "";
  }

  function tell(mark) {
    const readout = $("[data-readout]", mark.closest("figure"));
    if (!readout || !mark.dataset.name) return;
    $(".who", readout).textContent = mark.dataset.name;
    $(".stand", readout).textContent = mark.dataset.say;
  }

  /** Arrow keys move within a group; only one member is in the tab order. */
  function rove(event) {
    const group = event.target.closest("[data-rove]");
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!group || !step) return;
    const members = $$("[data-set]:not([hidden])", group);
    const at = members.indexOf(event.target) + step;
    const next = members[Math.max(0, Math.min(members.length - 1, at))];
    event.preventDefault();
    members.forEach((member) => member.setAttribute("tabindex", member === next ? "0" : "-1"));
    next.focus();
  }

  function prepare(root) {
    $$("svg[data-rove], svg [data-rove]", root).forEach((drawing) => {
      $$("[data-set] > title", drawing).forEach((title) => title.remove());
      const members = $$("[data-set]", drawing);
      if (members.length && !members.some((member) => member.tabIndex === 0)) members[0].setAttribute("tabindex", "0");
    });
    $$("[data-readout]", root).forEach(rest);
  }

  // ------------------------------------------------------------ propositions
  function choose(at) {
    const holder = $("#concepts");
    const waiting = $(`template[data-concept="${at}"]`);
    if (waiting) {
      const made = waiting.content.cloneNode(true);
      prepare(made);
      holder.append(made);
      waiting.remove();
    }
    $$(".concept", holder).forEach((one) => { one.hidden = one.id !== `concept-${at}`; });
    $$("[data-tab]").forEach((tab) => {
      const on = Number(tab.dataset.tab) === at;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
    });
    announce($(`#concept-${at} figcaption strong`).textContent);
  }

  function tabKeys(event) {
    const tabs = $$("[data-tab]");
    const last = tabs.length - 1;
    const now = tabs.indexOf(event.target);
    const to = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: last }[event.key];
    if (now < 0 || to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    choose(Number(next.dataset.tab));
    next.focus();
  }

  // ------------------------------------------------------------ tables
  function listing(root) {
    const body = $("tbody", root);
    const state = { rows: $$("tr", body), found: [], shown: PAGE, text: new Map() };
    const button = make("button", "more");
    button.type = "button";
    root.append(make("p", "", button));
    const show = () => {
      body.replaceChildren(...state.found.slice(0, state.shown));
      const left = state.found.length - state.shown;
      button.hidden = left <= 0;
      button.textContent = `Show ${Math.min(left, 4 * PAGE)} more, ${left.toLocaleString("en")} left`;
    };
    const filter = () => {
      const wanted = $("input", root).value.toLowerCase().split(/\s+/).filter(Boolean);
      state.found = state.rows.filter((row) => wanted.every((word) => textOf(state, row).includes(word)));
      state.shown = PAGE;
      $("output", root).textContent = wanted.length ? `${state.found.length.toLocaleString("en")} of ${state.rows.length.toLocaleString("en")}` : "";
      show();
    };
    button.addEventListener("click", () => { state.shown += 4 * PAGE; show(); });
    $("input", root).addEventListener("input", filter);
    $$("th[data-sort]", root).forEach((head, column) => sortable(head, column, state, filter));
    filter();
  }

  function textOf(state, row) {
    if (!state.text.has(row)) state.text.set(row, row.textContent.toLowerCase());
    return state.text.get(row);
  }

  function sortable(head, column, state, redraw) {
    const button = make("button", "sort", ...head.childNodes);
    button.type = "button";
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const numeric = head.dataset.sort === "number";
      const now = head.getAttribute("aria-sort");
      const up = now ? now === "descending" : !numeric;
      $$("th[aria-sort]", head.parentNode).forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      state.rows.sort(comparing(column, numeric, up ? 1 : -1));
      redraw();
      announce(`Sorted by ${button.textContent}, ${up ? "ascending" : "descending"}`);
    });
  }

  /** Empty values stay last, whichever way one sorts. */
  function comparing(column, numeric, sign) {
    const value = (row) => row.cells[column].dataset.v;
    return (a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === "" || y === "") return (x === "") - (y === "");
      return sign * (numeric ? x - y : x.localeCompare(y, "en"));
    };
  }

  // ------------------------------------------------------------ colours
  const THEMES = { auto: ["◐", "Auto", "as the system"], light: ["○", "Light", "light"], dark: ["●", "Dark", "dark"] };
  function theme(name) {
    const [sign, word, long] = THEMES[name];
    const button = $("[data-theme-toggle]");
    document.documentElement.dataset.theme = name;
    button.replaceChildren(`${sign} `, make("span", "", word));
    button.setAttribute("aria-label", `Colours: ${long}`);
    try { localStorage.setItem("hemicycle-theme", name); } catch { /* a page from a file may keep nothing */ }
  }

  function nextTheme() {
    const names = Object.keys(THEMES);
    theme(names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length]);
  }

  function kept() {
    try { return localStorage.getItem("hemicycle-theme"); } catch { return null; }
  }

  // ------------------------------------------------------------ start
  document.addEventListener("click", (event) => {
    const target = event.target;
    const mark = target.closest("[data-set]");
    if (mark) openMark(mark);
    else if (target.closest("[data-tab]")) choose(Number(target.closest("[data-tab]").dataset.tab));
    else if (target.closest("[data-close]") || target === panel) panel.close();
    else if (target.closest("[data-evidence-more]")) nextPage();
    else if (target.closest("[data-theme-toggle]")) nextTheme();
  });
  document.addEventListener("keydown", (event) => {
    const drawn = event.target.closest("svg [data-set]");
    if (drawn && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      openMark(drawn);
    }
    rove(event);
    tabKeys(event);
  });
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const mark = event.target.closest?.("[data-name]");
      if (mark) tell(mark);
    });
  }
  document.addEventListener("pointerout", (event) => {
    const figure = event.target.closest?.("[data-name]")?.closest("figure");
    const kept = figure && $("[data-name]:focus", figure);
    if (kept) tell(kept);
    else if (figure) rest($("[data-readout]", figure));
  });
  $("[data-choose]")?.addEventListener("change", (event) => choose(Number(event.target.value)));
  document.documentElement.classList.add("js");
  theme(THEMES[kept()] ? kept() : "auto");
  prepare(document);
  $$("[data-listing]").forEach(listing);
})();
