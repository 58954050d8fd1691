// Parts of a page: elements, icons, lists that grow, sections that fold. Text is only ever set as text.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  caret: "M6 3.5 10.5 8 6 12.5",
  stop: "M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM8 4.5v4.2M8 11v.6",
  deny: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM5.5 5.5l5 5M10.5 5.5l-5 5",
  warn: "M8 2 14.7 13.7H1.3zM8 6.3v3.4M8 11.4v.5",
  unreached: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM3.4 3.4l9.2 9.2",
  clear: "M3.5 7.5h9v6.5h-9zM5.5 7.5V5a2.6 2.6 0 0 1 5-1",
  lock: "M3.5 7.5h9v6.5h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  fault: "M2 4h7M2 8h5M2 12h7M11 6l4 4M15 6l-4 4",
  unbuilt: "M2 4.5h12M2 8h4M2 11.5h4M9 8l5 5M14 8l-5 5",
  detached: "M6.5 9.5 3.7 12.3M9.5 6.5l2.8-2.8M2 6h3M6 2v3M14 10h-3M10 14v-3",
  canary: "M3 2v12M3 5c5 0 5 6 10 6M10.5 8.5 13 11l-2.5 2.5",
  regex: "M8 2v7M5 3.7l6 3.6M11 3.7 5 7.3M3 13h.6",
  arrow: "M2 8h11M9.5 4.5 13 8l-3.5 3.5",
  act: "M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3 14 14",
  link: "M6.5 9.5l3-3M7 4.5l1.8-1.8a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.8 1.8a3 3 0 0 1-4.5-4.5L4.5 7",
};

const append = (element, children) => {
  for (const child of children) {
    if (child === null || child === undefined) continue;
    element.append(child);
  }
  return element;
};

/** An element with attributes and children; a string becomes a text node. */
const make = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  return append(element, children);
};

const icons = new Map();

const makeIcon = (name) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
};

const icon = (name) => {
  if (!icons.has(name)) icons.set(name, makeIcon(name));
  return icons.get(name).cloneNode(true);
};

const hidden = (text) => make("span", { class: "hidden" }, text);

/** An icon with words: what it says never depends on colour. */
const mark = (kind, symbol, ...words) => make("span", { class: `mark ${kind}` }, icon(symbol), make("span", null, ...words));

const numeral = (count) => count.toLocaleString("en").replaceAll(",", "\u202f");

const plural = (count, one, many = `${one}s`) => `${numeral(count)} ${count === 1 ? one : many}`;

// Lists that grow.

/** The weight of what one growth of a list adds, in lines. */
const CHUNK = 200;

/** The same for what is drawn at once, while somebody types: two screens. */
const FIRST = 60;

const growth = typeof IntersectionObserver === "undefined" ? null : new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) growers.get(entry.target)?.();
  }
}, { rootMargin: "400px" });

const growers = new WeakMap();

/** `all` is set while everything is drawn for paper, `first` is the weight of what a list starts with. */
const drawing = { all: false, first: FIRST };

const firstControl = (element) => element?.querySelector("button, a, summary");

/**
 * A list of `count` items of which a chunk is drawn at a time; the rest follows when the button at its end is pressed or
 * comes into sight. `reach(at)` draws up to an item and gives what `build` returned for it.
 */
const growingList = (name, attributes, count, build, weigh = () => 1) => {
  const list = make(name, attributes);
  const more = make("button", { type: "button", class: "more" });
  const element = make("div", { class: "growing" }, list);
  const built = [];

  const add = () => {
    const item = build(built.length);
    built.push(item);
    list.append(item.element);
  };
  const refresh = () => {
    const left = count - built.length;
    more.textContent = `Show more (${numeral(left)} left)`;
    if (left === 0) {
      growth?.unobserve(more);
      more.remove();
    } else if (!more.isConnected) {
      element.append(more);
    }
    // Asked anew, because what stays in sight is not reported again.
    growth?.unobserve(more);
    if (left > 0) growth?.observe(more);
  };
  const grow = (limit) => {
    const start = built.length;
    const hadFocus = document.activeElement === more;
    let weight = 0;
    while (built.length < count && (drawing.all || weight < limit)) {
      weight += weigh(built.length);
      add();
    }
    refresh();
    if (hadFocus) firstControl(built[start]?.element)?.focus();
  };
  const reach = (at) => {
    while (built.length <= at && built.length < count) add();
    refresh();
    return built[at];
  };
  const growOn = () => grow(CHUNK);
  more.addEventListener("click", growOn);
  growers.set(more, growOn);
  grow(drawing.first);
  return { element, reach };
};

/** A list that is short as a rule. */
const listOf = (attributes, items, build) =>
  growingList("ul", attributes, items.length, (at) => ({ element: make("li", null, ...build(items[at])) })).element;

// Sections that fold.

const folds = new WeakMap();
let bodies = 0;

/** A heading with a button that folds what `build` draws when it is first unfolded: `{element, ...}`. */
const foldable = ({ level, name, kind, isOpen, build, beside = [], above = [] }) => {
  const button = make("button", { type: "button", class: "fold", "aria-expanded": "false" }, icon("caret"), ...name);
  const head = make("div", { class: "head" }, make(`h${level}`, null, button), ...beside);
  const body = make("div", { class: "body", hidden: true });
  const element = make("div", { class: kind }, head, ...above, body);
  const node = { element, button, content: null };
  node.isOpen = () => !body.hidden;
  node.open = (isWanted) => {
    if (isWanted && node.content === null) {
      bodies += 1;
      body.id = `body-${bodies}`;
      button.setAttribute("aria-controls", body.id);
      node.content = build();
      body.append(node.content.element);
    }
    body.hidden = !isWanted;
    button.setAttribute("aria-expanded", String(isWanted));
  };
  button.addEventListener("click", () => node.open(!node.isOpen()));
  folds.set(button, node);
  if (isOpen) node.open(true);
  return node;
};
