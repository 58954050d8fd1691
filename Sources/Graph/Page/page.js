// The page: what it shows, paper, and its start.

/** Rules that are drawn for paper at most. */
const PAPER = 3000;

const page = { model: null, view: null, tree: null, parts: {}, query: "", filters: new Set(), kept: null, timer: 0 };

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
  // Leaving the field changes nothing, and keeps what is unfolded.
  if (page.parts.search.value === page.query) return;
  show({ query: page.parts.search.value });
  writeAddress();
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

// Paper.

const beforePrint = () => {
  if (page.view.rules > PAPER) return;
  page.kept = { tree: page.tree, top: scrollY };
  drawing.all = true;
  draw("all");
  for (const details of document.querySelectorAll("details")) details.open = true;
  drawing.all = false;
};

const afterPrint = () => {
  if (page.kept === null) return;
  page.tree = page.kept.tree;
  page.parts.tree.replaceChildren(page.tree.element);
  scrollTo(0, page.kept.top);
  page.kept = null;
};

const listen = () => {
  addEventListener("hashchange", applyAddress);
  addEventListener("keydown", onKey);
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
  // A link that is followed again changes no address.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href^='#ingress=']") : null;
    if (link && link.getAttribute("href") === location.hash) applyAddress();
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
