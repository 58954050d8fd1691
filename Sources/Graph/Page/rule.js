// Rules and what is said about them.

const PLAIN = { "%2F": "/", "%3A": ":", "%20": "+", "%2C": "," };

/** A value of the address, as legible as it can be. */
const encoded = (value) => encodeURIComponent(value.toWellFormed?.() ?? value).replace(/%(2F|3A|20|2C)/g, (code) => PLAIN[code]);

const hashOf = (entries) =>
  "#" + entries.filter(([, value]) => value !== "").map(([key, value]) => `${key}=${encoded(value)}`).join("&");

const linkToIngress = (model, index) => hashOf([["ingress", nameOf(model, index)]]);

const linkToRule = (model, listener, priority) =>
  hashOf([
    ["ingress", nameOf(model, groupAt(listener, priority).ingress)],
    ["alb", listener.alb.name],
    ["listener", listener.name],
    ["rule", String(priority)],
  ]);

/** What a message says beyond its rule and field, and how to put it right, each in a paragraph. */
const messageParagraphs = (field, message) => {
  const unnamed = message.replace(/^\[\w+\] /, "");
  const text = field !== "" && unnamed.startsWith(`${field}: `) ? unnamed.slice(field.length + 2) : unnamed;
  const at = text.lastIndexOf(" Fix: ");
  if (at < 0) return [make("p", null, text)];
  return [make("p", null, text.slice(0, at)), make("p", null, make("b", null, "Fix: "), text.slice(at + 6))];
};

const findingItem = (model, index) => {
  const [rule, severity, field, message] = model.findings[index];
  const isDenial = severity === "deny";
  return [
    mark(isDenial ? "deny" : "warn", isDenial ? "deny" : "warn", isDenial ? "denied" : "warning"),
    " ",
    make("code", { class: "rule-id" }, rule),
    " ",
    field ? make("code", { class: "field" }, field) : null,
    ...messageParagraphs(field, message),
  ];
};

/** Findings behind a line that says how many there are. */
const findingsOf = (model, list, isOpen) => {
  if (!list?.length) return null;
  const denials = list.filter((index) => model.findings[index][1] === "deny");
  const warnings = list.filter((index) => model.findings[index][1] !== "deny");
  const part = (found, kind, one) =>
    found.length === 0 ? null : mark(kind, kind, `${plural(found.length, one)}: `, identifiers(model, found));
  return make(
    "details",
    { class: "findings", open: isOpen },
    make("summary", null, part(denials, "deny", "denial"), part(warnings, "warn", "warning")),
    listOf(null, [...denials, ...warnings], (index) => findingItem(model, index)),
  );
};

const identifiers = (model, list) => {
  const names = [...new Set(list.map((index) => model.findings[index][0]))];
  return names.slice(0, 4).join(", ") + (names.length > 4 ? " …" : "");
};

const faultBlock = (kind, symbol, title, reason, fix) =>
  make(
    "div",
    { class: `fault ${kind}` },
    mark(kind, symbol, make("b", null, title), title && reason ? ": " : "", reason),
    fix ? make("p", null, make("b", null, "Fix: "), fix) : null,
  );

const text = (model, index) => (index >= 0 ? model.texts[index] : "");

const serviceItem = (model, index, percent) => {
  const [name, port, type, ready, fault, fix] = model.services[index];
  const facts = [
    percent >= 0 ? `${percent} %` : "",
    text(model, type),
    ready >= 0 ? plural(ready, "ready endpoint") : "",
  ].filter((fact) => fact !== "");
  return make(
    "li",
    null,
    make("span", { class: "does" }, icon("arrow"), hidden("forwards to "), make("code", null, port > 0 ? `${name}:${port}` : name)),
    facts.length > 0 ? make("span", { class: "facts" }, hidden(", "), facts.join(" · ")) : null,
    fault >= 0 ? faultBlock("deny", "fault", "", text(model, fault), text(model, fix ?? -1)) : null,
  );
};

const actionItem = (words) => make("li", null, make("span", { class: "does" }, icon("act"), make("span", null, words)));

const whatItDoes = (model, rule) => {
  const services = rule[3] ?? [];
  const list = make("ul", { class: "doing" });
  for (const action of rule[4] ?? []) list.append(actionItem(model.texts[action]));
  for (let at = 0; at < services.length; at += 2) list.append(serviceItem(model, services[at], services[at + 1]));
  if (list.childElementCount === 0) list.append(make("li", { class: "facts" }, "nothing is written"));
  return list;
};

const ruleLink = (model, listener, priority) => {
  const group = groupAt(listener, priority);
  if (!group) return `rule ${priority}`;
  return make("a", { href: linkToRule(model, listener, priority) }, `rule ${priority} of ${nameOf(model, group.ingress)}`);
};

/** The rules that answer in place of one, of which more than a few would say no more. */
const answersInstead = (model, listener, priorities) => {
  if (priorities.length === 0) return ["never reached"];
  const named = priorities.slice(0, 4).map((priority) => ruleLink(model, listener, priority));
  if (priorities.length > named.length) named.push(`${numeral(priorities.length - named.length)} more`);
  const words = named.flatMap((name, at) => (at === 0 ? [name] : [at === named.length - 1 ? " and " : ", ", name]));
  return ["never reached: ", ...words, named.length === 1 ? " answers instead" : " answer instead"];
};

const marksOfRule = (model, group, offset) => {
  const rule = model.rules[ruleAt(group, offset)];
  const flags = rule[6] ?? 0;
  const listener = group.listener;
  const marks = [];
  const instead = listener.unreached.get(group.first + offset);
  if (instead) marks.push(mark("warn", "unreached", ...answersInstead(model, listener, instead)));
  if (isInClearText(listener, rule)) marks.push(mark("warn", "clear", "open in clear text"));
  if (flags & FLAG.canary) marks.push(mark("info", "canary", "canary"));
  if (flags & FLAG.regex) marks.push(mark("info", "regex", "regular expression"));
  if (flags & FLAG.responses) marks.push(mark("info", "act", "judges responses"));
  return marks;
};

const hostAndPath = (host, path, pathType) =>
  make(
    "div",
    { class: "match" },
    make("code", null, host === "" ? make("i", null, "any host") : make("span", { class: "host" }, host), make("span", { class: "path" }, path)),
    pathType === "" ? null : make("span", { class: "facts" }, hidden(", "), pathType),
  );

const ruleItem = (model, group, offset, areFindingsOpen) => {
  const rule = model.rules[ruleAt(group, offset)];
  const conditions = rule[5] ?? [];
  const marks = marksOfRule(model, group, offset);
  const priority = group.first + offset;
  const element = make(
    "li",
    { class: "rule", value: priority },
    make("span", { class: "number" }, hidden("rule "), String(priority)),
    make(
      "div",
      { class: "asks" },
      hostAndPath(model.texts[rule[0]] ?? "", rule[1], model.texts[rule[2]] ?? ""),
      conditions.length > 0 ? make("ul", { class: "conditions" }, ...conditions.map((at) => make("li", null, "and ", model.texts[at]))) : null,
    ),
    whatItDoes(model, rule),
    marks.length > 0 ? make("div", { class: "marks" }, ...marks) : null,
    findingsOf(model, rule[7], areFindingsOpen),
  );
  return { element, priority };
};
