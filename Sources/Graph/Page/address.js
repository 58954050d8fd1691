// The address says what is shown: #q=words&show=stops,clear, or #ingress=namespace/name with alb, listener and rule.

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

/** How far down a list a link goes before it shows its Ingress alone. */
const REACH = 2000;

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

