// The page: its header, what is searched and filtered, the address, the keyboard, paper.

const FILTERS = [
  ["stops", "deny", "stop", "stops an ALB", "stop an ALB"],
  ["denials", "deny", "deny", "denial", "denials"],
  ["warnings", "warn", "warn", "warning", "warnings"],
  ["faults", "deny", "fault", "to a faulty Service", "to a faulty Service"],
  ["unreached", "warn", "unreached", "never reached", "never reached"],
  ["clear", "warn", "clear", "open in clear text", "open in clear text"],
  ["unbuilt", "plain", "unbuilt", "path not built", "paths not built"],
  ["detached", "plain", "detached", "without an ALB", "without an ALB"],
];

/** Rules that are drawn for paper at most. */
const PAPER = 3000;

/** How far down a list a link goes before it shows its Ingress alone. */
const REACH = 2000;

const page = { model: null, view: null, tree: null, parts: {}, query: "", filters: new Set(), target: null, timer: 0 };

// The address: #q=words&show=stops,clear, or #ingress=namespace/name with alb, listener and rule.

const readAddress = () => {
  const found = new Map();
  for (const part of location.hash.slice(1).split("&")) {
    const at = part.indexOf("=");
    if (at < 0) continue;
    try {
      found.set(part.slice(0, at), decodeURIComponent(part.slice(at + 1).replaceAll("+", " ")));
    } catch {
      // Not a part that this page wrote.
    }
  }
  return found;
};

const writeAddress = () => {
  const shown = FILTERS.map(([key]) => key).filter((key) => page.filters.has(key)).join(",");
  const hash = hashOf([["q", page.query.trim()], ["show", shown]]);
  if (location.hash === hash || (hash === "#" && location.hash === "")) return;
  history.replaceState(null, "", hash === "#" ? location.pathname + location.search : hash);
};

const applyAddress = () => {
  const address = readAddress();
  const wanted = (address.get("show") ?? "").split(",");
  if (address.has("ingress")) {
    show({ query: "", filters: [], keepsView: true });
    goTo(address);
    return;
  }
  show({ query: address.get("q") ?? "", filters: FILTERS.map(([key]) => key).filter((key) => wanted.includes(key)) });
};

// What is shown.

const maskOf = (filters) => [...filters].reduce((mask, key) => mask | BIT[key], 0);

const describe = (view) => {
  const beside = [
    view.unbuilt > 0 ? `${plural(view.unbuilt, "path")} not built` : "",
    view.detached.length > 0 ? `${plural(view.detached.length, "Ingress", "Ingresses")} without an ALB` : "",
  ].filter((words) => words !== "");
  const rules = view.isFiltered
    ? `${numeral(view.rules)} of ${plural(page.model.counts.rules, "rule")} ${view.rules === 1 ? "matches" : "match"}`
    : plural(view.rules, "rule");
  return [rules, ...beside].join(", ");
};

const draw = (wanted = "") => {
  const { parts, model, view } = page;
  page.tree = drawTree(model, view, wanted);
  parts.tree.replaceChildren(page.tree.element);
  parts.nothing.hidden = view.albs.length + view.detached.length + view.stray.length > 0;
  parts.nothing.textContent = view.isFiltered ? "Nothing matches." : "There is no ALB and no Ingress in what was read.";
  parts.status.textContent = describe(view);
};

/** With `keepsView`, what is drawn already stays when it shows the same. */
const show = ({ query = page.query, filters = page.filters, keepsView = false }) => {
  const mask = maskOf(filters);
  const isSame = page.view !== null && termsOf(query).length === 0 && !page.view.isFiltered && mask === 0;
  page.query = query;
  page.filters = new Set(filters);
  if (page.parts.search.value !== query) page.parts.search.value = query;
  for (const [key, button] of page.parts.toggles) button.setAttribute("aria-pressed", String(page.filters.has(key)));
  if (keepsView && isSame) return;
  page.view = viewOf(page.model, query, mask);
  draw();
};

const search = () => {
  clearTimeout(page.timer);
  show({ query: page.parts.search.value });
  writeAddress();
  performance.mark("searched");
};

const searchSoon = () => {
  clearTimeout(page.timer);
  page.timer = setTimeout(search, 60);
};

const clearSearch = () => {
  page.parts.search.value = "";
  search();
};

const toggle = (key) => {
  const filters = new Set(page.filters);
  if (!filters.delete(key)) filters.add(key);
  show({ filters });
  writeAddress();
};

// Going to an Ingress or a rule.

const isWanted = (address, view, listener, group) => {
  const rule = Number(address.get("rule") ?? group.first);
  return (address.get("alb") ?? view.alb.name) === view.alb.name && (address.get("listener") ?? listener.name) === listener.name
    && rule >= group.first && rule < group.first + group.count;
};

/** The first place of an Ingress in the tree for which `test` holds: ALB, listener, group, each by its place in the view. */
const findGroup = (index, test) => {
  for (const [a, view] of page.view.albs.entries()) {
    for (const [l, { listener, groups }] of view.listeners.entries()) {
      const g = groups.findIndex(({ group }) => group.ingress === index && test(view, listener, group));
      if (g >= 0) return [a, l, g];
    }
  }
  return null;
};

/** Where the address leads; an Ingress that has no such rule any more is found all the same. */
const placeOf = (address) => {
  const index = page.model.ingresses.findIndex((_, at) => nameOf(page.model, at) === address.get("ingress"));
  const path = index < 0 ? null : findGroup(index, (...place) => isWanted(address, ...place)) ?? findGroup(index, () => true);
  return { index, path };
};

const highlight = (element) => {
  for (const old of document.querySelectorAll(".is-target")) old.classList.remove("is-target");
  element.classList.add("is-target");
  element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
};

const unfoldTo = ([a, l, g], address) => {
  const alb = page.tree.albs.reach(a);
  alb.open(true);
  const listener = alb.content.listeners[l];
  listener.open(true);
  const { node } = listener.content.groups.reach(g);
  node.open(true);
  const { group } = page.view.albs[a].listeners[l].groups[g];
  const offset = Number(address.get("rule") ?? -1) - group.first;
  const rule = offset >= 0 && offset < group.count ? node.content.rules.reach(offset) : null;
  highlight(rule ? rule.element : node.element);
};

/** An Ingress without rules: among paths that were not built, or beside all ALBs. */
const unfoldLine = (index) => {
  const { tree, view } = page;
  const reachIn = (node, lines) => {
    const at = lines.findIndex((line) => line[0] === index);
    if (at < 0 || at > REACH) return false;
    node.open(true);
    highlight(node.content.reach(at).element);
    return true;
  };
  for (const [a, { unbuilt }] of view.albs.entries()) {
    if (!unbuilt.some((line) => line[0] === index)) continue;
    const alb = tree.albs.reach(a);
    alb.open(true);
    return reachIn(alb.content.unbuilt, unbuilt);
  }
  return (tree.detached !== null && reachIn(tree.detached, view.detached)) || (tree.stray !== null && reachIn(tree.stray, view.stray));
};

const goTo = (address) => {
  const { index, path } = placeOf(address);
  if (index >= 0 && path !== null && path[0] + path[2] <= REACH) return unfoldTo(path, address);
  if (index >= 0 && path === null && unfoldLine(index)) return undefined;
  show({ query: `ingress:${address.get("ingress")}`, filters: [] });
  const alone = placeOf(address);
  if (alone.path !== null) unfoldTo(alone.path, address);
  return undefined;
};

// The header.

const countItem = (count, one, many) =>
  make("li", null, make("b", null, numeral(count)), " ", count === 1 ? one : many);

const header = (model) => {
  const { counts } = model;
  return make(
    "header",
    { class: "top" },
    make("p", { class: "eyebrow" }, "alb-admission graph"),
    make("h1", null, model.title === "" ? "ALBs" : ["ALBs of ", model.title].join("")),
    make(
      "ul",
      { class: "counts", "aria-label": "What there is" },
      countItem(counts.albs, "ALB", "ALBs"),
      countItem(counts.listeners, "listener", "listeners"),
      countItem(counts.ingresses, "Ingress", "Ingresses"),
      countItem(counts.rules, "rule", "rules"),
    ),
  );
};

const toggleButton = ([key, kind, symbol, one, many]) => {
  const count = page.model.counts[key];
  const button = make(
    "button",
    { type: "button", class: `toggle ${kind}`, "aria-pressed": "false", disabled: count === 0 },
    icon(symbol), make("b", null, numeral(count)), " ", make("span", null, count === 1 ? one : many),
  );
  button.addEventListener("click", () => toggle(key));
  return [key, button];
};

const searchField = () => {
  const field = make("input", {
    type: "search", id: "search", autocomplete: "off", spellcheck: "false", autocapitalize: "off", enterkeyhint: "search",
    placeholder: "Host, path, namespace/name, Service", "aria-keyshortcuts": "/",
  });
  field.addEventListener("input", searchSoon);
  field.addEventListener("change", search);
  return field;
};

const plainButton = (label, act) => {
  const button = make("button", { type: "button", class: "button" }, label);
  button.addEventListener("click", act);
  return button;
};

const toolbar = () => {
  const { parts } = page;
  parts.search = searchField();
  parts.toggles = FILTERS.map(toggleButton);
  parts.status = make("p", { role: "status", class: "status" });
  return make(
    "div",
    { class: "tools", role: "search", "aria-label": "Rules" },
    make(
      "div",
      { class: "bar" },
      make("div", { class: "seek" }, icon("search"), make("label", { for: "search", class: "hidden" }, "Search rules"), parts.search,
        make("kbd", { "aria-hidden": "true" }, "/")),
      plainButton("Unfold all", () => draw("all")),
      plainButton("Fold all", () => draw("none")),
      parts.status,
    ),
    make("div", { class: "toggles", role: "group", "aria-label": "Show only" }, ...parts.toggles.map(([, button]) => button)),
  );
};

const notes = (list) =>
  list.length === 0 ? null : make(
    "section",
    { class: "notes", "aria-labelledby": "notes" },
    make("h2", { id: "notes" }, "Notes"),
    listOf(null, list, (words) => [words]),
  );

const compose = () => {
  const { parts, model } = page;
  parts.tree = make("div", null);
  parts.nothing = make("p", { class: "nothing", hidden: true });
  const main = make("main", { id: "main", tabindex: "-1" }, notes(model.notes), parts.tree, parts.nothing);
  const skip = make("a", { class: "skip", href: "#main" }, "Skip to the ALBs");
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  document.body.prepend(skip, header(model), toolbar(), main);
};

// The keyboard.

const moveBetweenFolds = (button, step) => {
  const all = [...document.querySelectorAll(".fold")].filter((other) => other.offsetParent !== null);
  const next = all[all.indexOf(button) + step];
  if (next) next.focus();
  else if (step < 0) page.parts.search.focus();
};

const parentFold = (button) =>
  button.closest(".body > *")?.closest(".body")?.parentElement.querySelector(".fold") ?? null;

const foldKey = (button, key) => {
  const node = folds.get(button);
  if (key === "ArrowDown") moveBetweenFolds(button, 1);
  else if (key === "ArrowUp") moveBetweenFolds(button, -1);
  else if (key === "ArrowRight" && !node.isOpen()) node.open(true);
  else if (key === "ArrowRight") node.content.element.querySelector(".fold")?.focus();
  else if (key === "ArrowLeft" && node.isOpen()) node.open(false);
  else if (key === "ArrowLeft") parentFold(button)?.focus();
  else return false;
  return true;
};

const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { target, key } = event;
  const isTyping = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  let isDone = false;
  if (key === "/" && !isTyping) {
    page.parts.search.focus();
    page.parts.search.select();
    isDone = true;
  } else if (key === "Escape" && page.parts.search.value !== "") {
    clearSearch();
    isDone = true;
  } else if (key === "ArrowDown" && target === page.parts.search) {
    const first = document.querySelector(".fold");
    first?.focus();
    isDone = Boolean(first);
  } else if (folds.has(target)) {
    isDone = foldKey(target, key);
  }
  if (isDone) event.preventDefault();
};

// Paper.

const beforePrint = () => {
  if (page.view.rules > PAPER) return;
  drawing.all = true;
  draw("all");
  for (const details of document.querySelectorAll("details")) details.open = true;
  drawing.all = false;
};

const listen = () => {
  addEventListener("hashchange", applyAddress);
  addEventListener("keydown", onKey);
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", () => {
    if (page.view.rules <= PAPER) draw();
  });
};

const start = () => {
  page.model = makeModel(readData());
  compose();
  listen();
  applyAddress();
  performance.mark("interactive");
  // Ready before the first key is pressed.
  const soon = window.requestIdleCallback ?? ((act) => setTimeout(act, 200));
  soon(() => indexOf(page.model));
};

start();
