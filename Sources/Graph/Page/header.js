// The header: counts, the search field, filters, notes.

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

