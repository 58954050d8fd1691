"use strict";

// Data: the document of the page, prepared once for counting, searching and drawing.

/** What a rule, an Ingress or an ALB can be filtered by, one bit each. */
const BIT = { stops: 1, denials: 2, warnings: 4, unreached: 8, clear: 16, faults: 32, unbuilt: 64, detached: 128 };
const FLAG = { canary: 2, regex: 4, responses: 8 };

const readData = () => {
  const element = document.getElementById("data");
  const data = JSON.parse(element.textContent);
  element.remove();
  return data;
};

const emptyTally = () => ({ rules: 0, groups: 0, stops: 0, denials: 0, warnings: 0, unreached: 0, clear: 0, faults: 0 });

const addTally = (sum, other) => {
  for (const key of Object.keys(other)) sum[key] += other[key];
};

/** The index in the table of rules of the rule at a place in a group. */
const ruleAt = (group, offset) => (group.list === null ? group.start + offset : group.list[offset]);

const severityBits = (data, findings) => {
  let bits = 0;
  for (const index of findings ?? []) bits |= data.findings[index][1] === "deny" ? BIT.denials : BIT.warnings;
  return bits;
};

/** Counts findings that none of the sets has seen, in the tally that belongs to the set. */
const tallyFindings = (data, findings, ...seen) => {
  for (const index of findings ?? []) {
    const key = data.findings[index][1] === "deny" ? "denials" : "warnings";
    for (const { found, tally } of seen) {
      if (!found.has(index)) tally[key] += 1;
      found.add(index);
    }
  }
};

const hasFault = (data, rule) => {
  const services = rule[3] ?? [];
  for (let at = 0; at < services.length; at += 2) {
    if (data.services[services[at]][4] >= 0) return true;
  }
  return false;
};

const bitsOfRules = (data) => {
  const bits = new Uint8Array(data.rules.length);
  data.rules.forEach((rule, index) => {
    bits[index] = severityBits(data, rule[7]) | (hasFault(data, rule) ? BIT.faults : 0);
  });
  return bits;
};

const bitsOfIngresses = (data) =>
  Uint8Array.from(data.ingresses, (ingress) => severityBits(data, ingress[5]) | (ingress[4] ? BIT.stops : 0));

/** Whether what a rule sends to Services can be read on the way. */
const isInClearText = (listener, [, , , services = [], , , flags = 0]) =>
  listener.clear && services.length > 0 && !(flags & FLAG.responses);

/** What can be filtered of one rule where it is asked. */
const bitsInPlace = (model, group, offset) => {
  const index = ruleAt(group, offset);
  const listener = group.listener;
  let bits = model.ruleBits[index];
  if (isInClearText(listener, model.rules[index])) bits |= BIT.clear;
  if (listener.unreached.has(group.first + offset)) bits |= BIT.unreached;
  return bits;
};

const tallyGroup = (model, group, alb) => {
  const { tally } = group;
  const seen = [{ found: new Set(), tally }, { found: alb.found, tally: alb.tally }];
  const ingress = model.ingresses[group.ingress];
  tally.groups = 1;
  tally.rules = group.count;
  tally.stops = ingress[4] ? 1 : 0;
  tallyFindings(model, ingress[5], ...seen);
  for (let offset = 0; offset < group.count; offset += 1) {
    const bits = bitsInPlace(model, group, offset);
    if (bits & (BIT.denials | BIT.warnings)) tallyFindings(model, model.rules[ruleAt(group, offset)][7], ...seen);
    if (bits & BIT.unreached) tally.unreached += 1;
    if (bits & BIT.clear) tally.clear += 1;
    if (bits & BIT.faults) tally.faults += 1;
  }
};

const makeGroup = (entry, listener) => ({
  listener,
  ingress: entry[0],
  first: entry[1],
  start: Array.isArray(entry[2]) ? 0 : entry[2],
  list: Array.isArray(entry[2]) ? entry[2] : null,
  count: Array.isArray(entry[2]) ? entry[2].length : entry[3],
  tally: emptyTally(),
});

const makeListener = (model, written, alb) => {
  const listener = {
    alb,
    name: written.name,
    clear: Boolean(written.clear),
    certificates: written.certificates ?? [],
    unreached: new Map(written.unreached ?? []),
    groups: [],
    tally: emptyTally(),
  };
  listener.groups = (written.groups ?? []).map((entry) => makeGroup(entry, listener));
  for (const group of listener.groups) {
    tallyGroup(model, group, alb);
    addTally(listener.tally, group.tally);
    alb.ingresses.add(group.ingress);
  }
  return listener;
};

const makeALB = (model, written) => {
  const alb = {
    name: written.name,
    dns: written.dns ?? "",
    findings: written.findings ?? [],
    stops: written.stops ?? [],
    unbuilt: written.unbuilt ?? [],
    ingresses: new Set(),
    bits: severityBits(model, written.findings) | (written.stops?.length ? BIT.stops : 0),
    listeners: [],
    found: new Set(),
    tally: emptyTally(),
  };
  tallyFindings(model, alb.findings, alb);
  alb.listeners = (written.listeners ?? []).map((listener) => makeListener(model, listener, alb));
  // Findings are counted once for all listeners, what rules do once for each.
  for (const { tally } of alb.listeners) addTally(alb.tally, { ...tally, denials: 0, warnings: 0 });
  return alb;
};

/** Ingresses with findings that no listener, no path that is not built and no line of `detached` shows. */
const strayIngresses = (model) => {
  const shown = new Set(model.detached.map((entry) => entry[0]));
  for (const alb of model.albs) {
    for (const index of alb.ingresses) shown.add(index);
    for (const entry of alb.unbuilt) shown.add(entry[0]);
  }
  const isStray = (index) => model.ingresses[index][5]?.length > 0 && !shown.has(index);
  return [...model.ingresses.keys()].filter(isStray);
};

const countAll = (model) => {
  const sum = emptyTally();
  for (const alb of model.albs) addTally(sum, alb.tally);
  return {
    albs: model.albs.length,
    listeners: model.albs.reduce((count, alb) => count + alb.listeners.length, 0),
    ingresses: model.ingresses.length,
    rules: sum.rules,
    stops: model.albs.reduce((count, alb) => count + alb.stops.length, 0),
    denials: model.findings.filter((finding) => finding[1] === "deny").length,
    warnings: model.findings.filter((finding) => finding[1] !== "deny").length,
    unreached: sum.unreached,
    clear: sum.clear,
    faults: sum.faults,
    unbuilt: model.albs.reduce((count, alb) => count + alb.unbuilt.length, 0),
    detached: model.detached.length,
  };
};

const makeModel = (data) => {
  const model = {
    title: data.title ?? "",
    notes: data.notes ?? [],
    texts: data.texts ?? [],
    findings: data.findings ?? [],
    services: data.services ?? [],
    rules: data.rules ?? [],
    ingresses: data.ingresses ?? [],
    detached: data.detached ?? [],
    albs: [],
  };
  model.ruleBits = bitsOfRules(model);
  model.ingressBits = bitsOfIngresses(model);
  model.albs = (data.albs ?? []).map((alb) => makeALB(model, alb));
  model.stray = strayIngresses(model).map((index) => [index]);
  model.counts = countAll(model);
  return model;
};

const nameOf = (model, index) => `${model.ingresses[index][0]}/${model.ingresses[index][1]}`;

/** The group of a listener that has the rule of a priority. */
const groupAt = (listener, priority) => {
  let low = 0;
  let high = listener.groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (listener.groups[middle].first <= priority) low = middle + 1;
    else high = middle;
  }
  return listener.groups[low - 1];
};
