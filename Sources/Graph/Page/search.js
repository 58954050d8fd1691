// Search: which rules match a query and filters. It asks the data, never the page.

/** Lower-case strings and flat tables, made when they are first needed: 160 000 rules are searched in milliseconds. */
const makeIndex = (model) => {
  const paths = new Map();
  const rules = model.rules;
  const index = {
    hosts: model.texts.map((text) => text.toLowerCase()),
    ingresses: model.ingresses.map((_, at) => nameOf(model, at).toLowerCase()),
    services: model.services.map(([name, port]) => (port > 0 ? `${name}:${port}` : name).toLowerCase()),
    paths: [],
    rulePath: new Uint32Array(rules.length),
    ruleHost: new Uint32Array(rules.length),
    isHost: new Uint8Array(model.texts.length),
  };
  rules.forEach((rule, at) => {
    const path = rule[1];
    let number = paths.get(path);
    if (number === undefined) {
      number = paths.size;
      paths.set(path, number);
    }
    index.rulePath[at] = number;
    index.ruleHost[at] = rule[0];
    index.isHost[rule[0]] = 1;
  });
  index.paths = Array.from(paths.keys(), (path) => path.toLowerCase());
  return index;
};

const indexOf = (model) => {
  model.index ??= makeIndex(model);
  return model.index;
};

/** Words of a query, all of which must match. `ingress:namespace/name` is that Ingress alone. */
const termsOf = (query) =>
  query.toLowerCase().split(/\s+/).filter((word) => word !== "").map((word) => {
    if (word.startsWith("ingress:")) return { text: word.slice(8), exact: true, host: "", path: "" };
    const text = word.replace(/^[a-z]+:\/\//, "");
    const slash = text.indexOf("/");
    const isURL = slash > 0;
    return { text, exact: false, host: isURL ? text.slice(0, slash) : "", path: isURL ? text.slice(slash) : "" };
  });

/** A part of the host, a host that a wildcard covers, or a wildcard that covers the host. */
const isHostHit = (host, text) => {
  if (host.includes(text)) return true;
  if (host.startsWith("*.")) return text.length >= host.length && text.endsWith(host.slice(1));
  return text.startsWith("*.") && text.length > 2 && host.endsWith(text.slice(1));
};

const coversHost = (host, text) =>
  host === "" || host === text || (host.startsWith("*.") && text.length >= host.length && text.endsWith(host.slice(1)));

const isIngressHit = (name, term) => (term.exact ? name === term.text : name.includes(term.text));

const isTextHit = (host, path, term) => {
  if (term.exact) return false;
  if ((host !== "" && isHostHit(host, term.text)) || path.includes(term.text)) return true;
  return term.path !== "" && coversHost(host, term.host) && path.startsWith(term.path);
};

const markServices = (model, hits, marks) => {
  if (!hits.includes(1)) return;
  model.rules.forEach((rule, at) => {
    const services = rule[3] ?? [];
    for (let place = 0; place < services.length; place += 2) {
      if (hits[services[place]]) marks[at] = 1;
    }
  });
};

const rulesOfTerm = (model, index, term) => {
  const marks = new Uint8Array(model.rules.length);
  if (term.exact) return marks;
  const isHit = (list, test) => Uint8Array.from(list, (text, at) => (test(text, at) ? 1 : 0));
  const hosts = isHit(index.hosts, (host, at) => index.isHost[at] && host !== "" && isHostHit(host, term.text));
  const paths = isHit(index.paths, (path) => path.includes(term.text));
  for (let at = 0; at < marks.length; at += 1) marks[at] = hosts[index.ruleHost[at]] | paths[index.rulePath[at]];
  if (term.path !== "") {
    const covers = isHit(index.hosts, (host, at) => index.isHost[at] && coversHost(host, term.host));
    const starts = isHit(index.paths, (path) => path.startsWith(term.path));
    for (let at = 0; at < marks.length; at += 1) marks[at] |= covers[index.ruleHost[at]] & starts[index.rulePath[at]];
  }
  markServices(model, isHit(index.services, (name) => name.includes(term.text)), marks);
  return marks;
};

const prepareTerms = (model, query) => {
  const terms = termsOf(query);
  if (terms.length === 0) return [];
  const index = indexOf(model);
  return terms.map((term) => ({
    ...term,
    rules: rulesOfTerm(model, index, term),
    ingresses: Uint8Array.from(index.ingresses, (name) => (isIngressHit(name, term) ? 1 : 0)),
  }));
};

const isALBNamed = (alb, term) => !term.exact && (alb.name.toLowerCase() === term.text || alb.dns.toLowerCase() === term.text);

/** The places in a group of the rules that match; null when all do. */
const offsetsOf = (model, group, terms, mask) => {
  const left = terms.filter((term) => !term.ingresses[group.ingress]);
  const needsBits = mask !== 0 && !(model.ingressBits[group.ingress] & mask);
  if (left.length === 0 && !needsBits) return null;
  const offsets = [];
  for (let offset = 0; offset < group.count; offset += 1) {
    if (needsBits && !(bitsInPlace(model, group, offset) & mask)) continue;
    const index = ruleAt(group, offset);
    if (left.every((term) => term.rules[index])) offsets.push(offset);
  }
  return offsets.length === group.count && group.count > 0 ? null : offsets;
};

const viewOfListener = (model, listener, terms, mask) => {
  const view = { listener, groups: [], rules: 0 };
  for (const group of listener.groups) {
    const offsets = offsetsOf(model, group, terms, mask);
    if (offsets !== null && offsets.length === 0) continue;
    const count = offsets === null ? group.count : offsets.length;
    view.groups.push({ group, offsets, count });
    view.rules += count;
  }
  return view;
};

/** Lines beside the rules: `bit` is the filter that shows them all. */
const linesThatMatch = (model, lines, bit, terms, mask) =>
  lines.filter((line) => {
    if (mask !== 0 && !((model.ingressBits[line[0]] | bit) & mask)) return false;
    const [host, path] = bit === BIT.unbuilt ? [line[1].toLowerCase(), line[2].toLowerCase()] : ["", ""];
    return terms.every((term) => term.ingresses[line[0]] || isTextHit(host, path, term));
  });

const viewOfALB = (model, alb, allTerms, mask) => {
  const terms = allTerms.filter((term) => !isALBNamed(alb, term));
  const listeners = alb.listeners.map((listener) => viewOfListener(model, listener, terms, mask));
  const isFiltered = terms.length > 0 || mask !== 0;
  const shown = isFiltered ? listeners.filter((view) => view.groups.length > 0) : listeners;
  const stopsHit = alb.stops.some((stop) => stop[1] >= 0 && terms.every((term) => term.ingresses[stop[1]]));
  return {
    alb,
    listeners: shown,
    unbuilt: isFiltered ? linesThatMatch(model, alb.unbuilt, BIT.unbuilt, terms, mask) : alb.unbuilt,
    rules: shown.reduce((count, view) => count + view.rules, 0),
    groups: shown.reduce((count, view) => count + view.groups.length, 0),
    isHit: !isFiltered || ((terms.length === 0 || stopsHit) && (mask === 0 || (alb.bits & mask) !== 0)),
  };
};

/** What of the model a query and a mask of bits leave to be seen, in the order of the model. */
const viewOf = (model, query, mask) => {
  const terms = prepareTerms(model, query);
  const isFiltered = terms.length > 0 || mask !== 0;
  const albs = model.albs.map((alb) => viewOfALB(model, alb, terms, mask))
    .filter((view) => view.isHit || view.rules > 0 || view.unbuilt.length > 0);
  const sum = (read) => albs.reduce((count, view) => count + read(view), 0);
  return {
    isFiltered,
    mask,
    albs,
    detached: isFiltered ? linesThatMatch(model, model.detached, BIT.detached, terms, mask) : model.detached,
    stray: isFiltered ? linesThatMatch(model, model.stray, 0, terms, mask) : model.stray,
    rules: sum((view) => view.rules),
    groups: sum((view) => view.groups),
    unbuilt: sum((view) => view.unbuilt.length),
  };
};
