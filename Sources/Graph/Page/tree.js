// The tree: ALB, listener, Ingress, rule. Each level is drawn when it is unfolded.

/** Up to so many rules all is unfolded at the start. */
const SMALL = 300;

/** What is unfolded before anybody folds anything. `wanted` is "all", "none" or "". */
const planOf = (view, wanted) => {
  if (wanted !== "") return { alb: () => wanted === "all", listener: () => wanted === "all", group: () => wanted === "all" };
  const isSmall = view.rules <= SMALL;
  const isAlone = view.albs.length === 1;
  const hasFewGroups = view.isFiltered && view.groups <= SMALL;
  const isOpen = () => isSmall || isAlone || hasFewGroups;
  return {
    alb: (alb) => isOpen() || alb.stops.length > 0,
    listener: isOpen,
    group: () => isSmall,
  };
};

const countMarks = (tally, { withStops }) => [
  withStops && tally.stops > 0 ? mark("deny", "stop", "stops the ALB") : null,
  tally.denials > 0 ? mark("deny", "deny", plural(tally.denials, "denial")) : null,
  tally.warnings > 0 ? mark("warn", "warn", plural(tally.warnings, "warning")) : null,
  tally.faults > 0 ? mark("deny", "fault", `${numeral(tally.faults)} to a faulty Service`) : null,
  tally.unreached > 0 ? mark("warn", "unreached", `${numeral(tally.unreached)} never reached`) : null,
  tally.clear > 0 ? mark("warn", "clear", `${numeral(tally.clear)} open in clear text`) : null,
];

const rangeOf = (view) => {
  const { group, offsets, count } = view;
  if (offsets !== null) return `${numeral(count)} of ${plural(group.count, "rule")} match`;
  return group.count === 1 ? `rule ${group.first}` : `rules ${group.first}–${group.first + group.count - 1}`;
};

const groupNode = (model, view, plan, areFindingsOpen) => {
  const { group, offsets, count } = view;
  const [namespace, name, order, isWritten, , findings] = model.ingresses[group.ingress];
  const isOpen = plan.group(group);
  return foldable({
    level: 4,
    kind: "group",
    name: [hidden("Ingress "), make("span", { class: "name" }, make("span", { class: "namespace" }, `${namespace}/`), name)],
    isOpen,
    beside: [
      make("span", { class: "facts" }, `order ${order}${isWritten ? "" : " by default"} · ${rangeOf(view)}`),
      ...countMarks(isOpen ? { stops: group.tally.stops } : group.tally, { withStops: true }),
      make("a", { class: "here", href: linkToIngress(model, group.ingress), "aria-label": `Link to Ingress ${namespace}/${name}` }, icon("link")),
    ],
    build: () => {
      const element = make("div", null, findingsOf(model, findings, areFindingsOpen));
      const rules = growingList("ol", { class: "rules" }, count, (at) =>
        ruleItem(model, group, offsets === null ? at : offsets[at], areFindingsOpen));
      element.append(rules.element);
      return { element, rules };
    },
  });
};

const listenerNode = (model, view, plan, areFindingsOpen) => {
  const { listener } = view;
  const facts = `${plural(view.rules, "rule")} of ${plural(view.groups.length, "Ingress", "Ingresses")}`;
  return foldable({
    level: 3,
    kind: "listener",
    name: [hidden("Listener "), icon(listener.clear ? "clear" : "lock"), listener.name],
    isOpen: plan.listener(listener),
    beside: [
      make("span", { class: "facts" }, facts),
      listener.tally.clear > 0 ? mark("warn", "clear", `${numeral(listener.tally.clear)} open in clear text`) : null,
      listener.tally.unreached > 0 ? mark("warn", "unreached", `${numeral(listener.tally.unreached)} never reached`) : null,
    ],
    build: () => {
      const element = make("div", null, certificatesOf(listener));
      const groups = growingList(
        "ol",
        { class: "groups" },
        view.groups.length,
        (at) => {
          const node = groupNode(model, view.groups[at], plan, areFindingsOpen);
          return { element: make("li", null, node.element), node };
        },
        (at) => (plan.group(view.groups[at].group) ? 1 + Math.min(view.groups[at].count, drawing.first) : 1),
      );
      if (view.groups.length === 0) element.append(make("p", { class: "facts" }, "No rules: it answers every request with 503."));
      else element.append(groups.element);
      return { element, groups };
    },
  });
};

const certificatesOf = ({ certificates }) => {
  if (certificates.length === 0) return null;
  const list = listOf(null, certificates, (words) => [words]);
  const title = certificates.length === 1 ? "Certificate" : `${numeral(certificates.length)} certificates`;
  if (certificates.length > 4) return make("details", { class: "certificates" }, make("summary", null, title), list);
  return make("div", { class: "certificates" }, make("b", null, title), list);
};

const stopsOf = (model, alb) =>
  alb.stops.length === 0 ? null : make(
    "div",
    { class: "stopped" },
    mark("deny", "stop", make("b", null, "This ALB is stopped. "), "The controller gives up on all of it, and what it serves stays as it was, until this is put right:"),
    listOf(null, alb.stops, ([object, ingress, field, texts]) => [
      ingress >= 0 ? make("a", { href: linkToIngress(model, ingress) }, object) : make("b", null, object),
      " stops the ALB",
      field ? [" at ", make("code", { class: "field" }, field)] : [],
      ...texts.flatMap((words) => messageParagraphs(field, words)),
    ].flat()),
  );

/** A path, or an Ingress, that got no rule. */
const lineItem = (model, line, { isPath, areFindingsOpen, withFindings }) => {
  const [reason, fix] = isPath ? [line[4], line[5]] : [line[1] ?? "", line[2] ?? ""];
  const element = make(
    "li",
    { class: "line" },
    make("div", { class: "asks" }, isPath ? hostAndPath(line[1], line[2], line[3]) : make("code", { class: "name" }, nameOf(model, line[0])),
      isPath ? make("span", { class: "facts" }, "Ingress ", make("code", null, nameOf(model, line[0]))) : null),
    reason ? faultBlock("plain", isPath ? "unbuilt" : "detached", "", reason, fix) : null,
    withFindings ? findingsOf(model, model.ingresses[line[0]][5], areFindingsOpen) : null,
  );
  return { element, ingress: line[0] };
};

const linesNode = (model, title, symbol, lines, level, options) => foldable({
  level,
  kind: level === 2 ? "alb lines" : "listener lines",
  name: [icon(symbol), title],
  isOpen: options.isOpen,
  beside: [make("span", { class: "facts" }, numeral(lines.length))],
  build: () => growingList("ul", { class: "rules" }, lines.length, (at) =>
    lineItem(model, lines[at], { ...options, withFindings: options.showsFindings(lines[at][0]) })),
});

const albBody = (model, view, plan, areFindingsOpen) => {
  const { alb } = view;
  const element = make("div", null, findingsOf(model, alb.findings, areFindingsOpen));
  const listeners = view.listeners.map((listener) => listenerNode(model, listener, plan, areFindingsOpen));
  for (const node of listeners) element.append(node.element);
  if (alb.listeners.length === 0) element.append(make("p", { class: "facts" }, "No listeners."));
  const unbuilt = view.unbuilt.length === 0 ? null : linesNode(model, "Paths that were not built", "unbuilt", view.unbuilt, 3, {
    isPath: true,
    isOpen: view.unbuilt.length <= SMALL,
    areFindingsOpen,
    showsFindings: (ingress) => !alb.ingresses.has(ingress),
  });
  if (unbuilt) element.append(unbuilt.element);
  return { element, listeners, unbuilt };
};

const albNode = (model, view, plan, areFindingsOpen) => {
  const { alb } = view;
  const isOpen = plan.alb(alb);
  const facts = `${plural(alb.listeners.length, "listener")} · ${plural(alb.tally.rules, "rule")}`;
  const { denials, warnings, faults, unreached, clear } = alb.tally;
  return foldable({
    level: 2,
    kind: alb.stops.length > 0 ? "alb is-stopped" : "alb",
    name: [make("span", { class: "kind" }, "ALB"), " ", make("span", { class: "name" }, alb.name)],
    isOpen,
    beside: [
      alb.stops.length > 0 ? mark("deny loud", "stop", "stopped") : null,
      make("span", { class: "facts" }, facts),
      ...countMarks(isOpen && plan.listener() ? { denials, warnings, faults } : { denials, warnings, faults, unreached, clear }, {}),
      alb.dns === "" ? null : make("code", { class: "dns" }, alb.dns),
    ],
    above: [stopsOf(model, alb)],
    build: () => albBody(model, view, plan, areFindingsOpen),
  });
};

/** The weight of an ALB: what it draws at once. */
const weightOf = (view, plan) => {
  if (!plan.alb(view.alb)) return 1;
  if (!plan.listener()) return 1 + view.listeners.length;
  return view.listeners.reduce((sum, { rules, groups }) => sum + Math.min(drawing.first, plan.group() ? rules + groups.length : groups.length), 1);
};

/** All of the tree for a view. */
const drawTree = (model, view, wanted) => {
  drawing.first = !view.isFiltered && view.rules <= SMALL ? 2 * SMALL : FIRST;
  const plan = planOf(view, wanted);
  const areFindingsOpen = (view.mask & (BIT.denials | BIT.warnings)) !== 0;
  const lines = { isPath: false, isOpen: wanted !== "none", areFindingsOpen, showsFindings: () => true };
  const albs = growingList(
    "div",
    { class: "albs" },
    view.albs.length,
    (at) => albNode(model, view.albs[at], plan, areFindingsOpen),
    (at) => weightOf(view.albs[at], plan),
  );
  const detached = view.detached.length === 0 ? null
    : linesNode(model, "Ingresses that lead to no ALB", "detached", view.detached, 2, lines);
  const stray = view.stray.length === 0 ? null
    : linesNode(model, "Other Ingresses with findings", "warn", view.stray, 2, lines);
  const element = make("div", { class: "tree" }, albs.element, detached?.element, stray?.element);
  return { element, albs, detached, stray, view };
};
