"use strict";
/* The network is drawn complete; this script only highlights, hides, colours and moves.
   What opens on a click is the business of report.js. */
(() => {
  const net = document.querySelector("[data-net]");
  if (!net) return;
  const figure = net.closest("figure");
  const $ = (css) => figure.querySelector(css);
  const [, , WIDTH, HEIGHT] = net.getAttribute("viewBox").split(" ").map(Number);
  const [EDGE, MARGIN, LARGE] = [20, 44, 28];
  const nodes = [...net.querySelectorAll(".node")].map((mark) => {
    const [x, y] = mark.getAttribute("transform").match(/[\d.]+/g).map(Number);
    return { mark, x, y, pinned: false };
  });
  const ties = [...net.querySelectorAll(".tie")].map((mark) => ({
    mark, lines: [...mark.querySelectorAll("line")], a: Number(mark.dataset.a), b: Number(mark.dataset.b), weight: Number(mark.dataset.w),
  }));
  const strongest = Math.max(...ties.map((tie) => Math.abs(tie.weight)), 1e-9);
  const shown = () => ties.filter((tie) => !tie.mark.hasAttribute("hidden"));
  const within = (value, most) => Math.max(EDGE, Math.min(most - EDGE, value));

  // ------------------------------------------------------------ looking
  function look(mark) {
    const lit = new Set();
    if (mark?.matches(".node")) {
      const at = Number(mark.dataset.at);
      lit.add(mark);
      shown().filter((tie) => tie.a === at || tie.b === at).forEach((tie) => [tie.mark, nodes[tie.a].mark, nodes[tie.b].mark].forEach((one) => lit.add(one)));
    } else if (mark) {
      [mark, nodes[mark.dataset.a].mark, nodes[mark.dataset.b].mark].forEach((one) => lit.add(one));
    }
    net.classList.toggle("looking", lit.size > 0);
    [...nodes, ...ties].forEach((one) => one.mark.classList.toggle("lit", lit.has(one.mark)));
  }

  const under = (event) => event.target.closest?.(".node, .tie");
  for (const kind of ["pointerover", "focusin"]) net.addEventListener(kind, (event) => { if (!held) look(under(event)); });
  for (const kind of ["pointerleave", "focusout"]) net.addEventListener(kind, () => { if (!held) look(net.querySelector(".node:focus, .tie:focus")); });

  // ------------------------------------------------------------ choosing
  function sift() {
    const least = Number($("[data-net-least]").value) - 0.005; // as fine as the slider
    const signs = [...figure.querySelectorAll("[data-net-sign]")].filter((box) => box.checked).map((box) => box.dataset.netSign);
    ties.forEach((tie) => {
      const on = Math.abs(tie.weight) >= least && signs.some((sign) => tie.mark.classList.contains(sign));
      tie.mark.toggleAttribute("hidden", !on);
    });
    const left = shown();
    const tied = new Set(left.flatMap((tie) => [tie.a, tie.b]));
    nodes.forEach((node, at) => node.mark.classList.toggle("alone", !tied.has(at)));
    $("[data-net-count]").textContent = `${left.length.toLocaleString("en")} of ${ties.length.toLocaleString("en")} ties, from weight ${(least + 0.005).toFixed(2)}`;
    const inTabOrder = (left.find((tie) => tie.mark.getAttribute("tabindex") === "0") ?? left[0])?.mark;
    ties.forEach(({ mark }) => mark.setAttribute("tabindex", mark === inTabOrder ? "0" : "-1"));
  }

  function colour(way) {
    nodes.forEach(({ mark }) => {
      const group = mark.dataset.groups.split(" ")[way];
      mark.setAttribute("class", mark.getAttribute("class").replace(/\bg\d\b/, `g${group}`));
      mark.querySelector(".number").textContent = group === "0" ? "–" : group;
    });
    figure.querySelectorAll("[data-net-key]").forEach((key) => { key.hidden = key.dataset.netKey !== way; });
  }

  // ------------------------------------------------------------ moving
  function place() {
    nodes.forEach((node) => {
      node.mark.setAttribute("transform", `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`);
      turn(node);
    });
    ties.forEach(({ lines, a, b }) => lines.forEach((line) => {
      const ends = { x1: nodes[a].x, y1: nodes[a].y, x2: nodes[b].x, y2: nodes[b].y };
      Object.entries(ends).forEach(([name, value]) => line.setAttribute(name, value.toFixed(1)));
    }));
  }

  /** The law of layout.py in the drawing's pixels: friends pull, all push, opponents push harder. */
  function arrange() {
    const left = shown();
    const pull = nodes.map(() => new Map());
    left.forEach(({ a, b, weight }) => { pull[a].set(b, weight); pull[b].set(a, weight); });
    const most = Math.max(...pull.map((of) => [...of.values()].reduce((sum, w) => sum + Math.max(w, 0), 0)), 1e-9);
    const ideal = Math.sqrt((WIDTH * HEIGHT) / nodes.length) * 0.8;
    for (let step = 0; step < 300; step += 1) {
      const moves = nodes.map((node, at) => pushed(node, at, pull[at], ideal, most));
      moves.forEach(([x, y], at) => {
        if (nodes[at].pinned) return;
        const reach = Math.min(1, (24 * (1 - step / 300)) / Math.max(Math.hypot(x, y), 1e-9));
        nodes[at].x += x * reach;
        nodes[at].y += y * reach;
      });
    }
    fit("x", WIDTH);
    fit("y", HEIGHT);
    place();
  }

  /** Those who were not put by hand fill the frame. */
  function fit(axis, size) {
    const free = nodes.filter((node) => !node.pinned);
    const low = Math.min(...free.map((node) => node[axis]));
    const high = Math.max(...free.map((node) => node[axis]));
    free.forEach((node) => { node[axis] = MARGIN + ((node[axis] - low) / Math.max(high - low, 1)) * (size - 2 * MARGIN); });
  }

  /** A name that would leave the frame changes sides. */
  function turn({ mark, x }) {
    mark.querySelectorAll(".name").forEach((name) => {
      const size = name.classList.contains("slim") ? 21 : 12.5;
      const wide = 0.58 * size * name.textContent.length + LARGE;
      const side = x + wide > WIDTH ? "left" : x - wide < 0 ? "right" : null;
      if (!side || name.classList.contains(side)) return;
      name.classList.remove("left", "right", "above", "below");
      name.classList.add(side);
      const gap = Number(mark.querySelector("circle").getAttribute("r")) * (size > 20 ? 1.5 : 1) + 3.5;
      name.setAttribute("x", side === "left" ? -gap : gap);
      name.setAttribute("y", 0.34 * size);
    });
  }

  function pushed(node, at, pull, ideal, most) {
    let [x, y] = [0.6 * (WIDTH / 2 - node.x), 0.6 * (HEIGHT / 2 - node.y)];
    nodes.forEach((other, to) => {
      if (to === at) return;
      const [dx, dy] = [node.x - other.x, node.y - other.y];
      const far = Math.max(Math.hypot(dx, dy), 1);
      const weight = pull.get(to) ?? 0;
      const push = (ideal ** 2 / far) * (1 + (2 * Math.max(-weight, 0)) / strongest) - ((far ** 2 / ideal) * 2.5 * Math.max(weight, 0)) / most;
      x += (dx / far) * push;
      y += (dy / far) * push;
    });
    return [x, y];
  }

  let held = null;
  let moved = false;
  const here = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(net.getScreenCTM().inverse());
  net.addEventListener("pointerdown", (event) => {
    const mark = event.target.closest(".node");
    if (!mark || event.button) return;
    const from = here(event);
    const node = nodes[mark.dataset.at];
    held = { node, mark, from, dx: node.x - from.x, dy: node.y - from.y };
    moved = false;
  });
  net.addEventListener("pointermove", (event) => {
    if (!held) return;
    const at = here(event);
    if (!moved && Math.hypot(at.x - held.from.x, at.y - held.from.y) < 5) return;
    if (!moved) {
      net.setPointerCapture(event.pointerId);
      held.mark.classList.add("held");
    }
    moved = true;
    Object.assign(held.node, { x: within(at.x + held.dx, WIDTH), y: within(at.y + held.dy, HEIGHT), pinned: true });
    place();
  });
  const release = () => { held?.mark.classList.remove("held"); held = null; };
  net.addEventListener("pointerup", release);
  net.addEventListener("pointercancel", release);
  net.addEventListener("click", (event) => { // the end of a drag opens nothing
    if (moved) event.stopPropagation();
    moved = false;
  }, true);

  figure.addEventListener("input", sift);
  $("[data-net-colour]").addEventListener("change", (event) => colour(event.target.value));
  $("[data-net-arrange]").addEventListener("click", arrange);
  sift();
})();
