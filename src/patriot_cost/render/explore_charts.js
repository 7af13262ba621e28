// Charts that follow the inputs: the specifications of the program, whose data are filled with the present figures.
// What they use of the page (values, words, elements) stands in the script below.
"use strict";

const MOST_BARS = 10;
const LONGEST_TEXT = 900;
const TORNADO = { left: 256, right: 144, top: 98, bottom: 34, step: 52, bar: 18, letters: 37 };
const drawn = new Map();
const views = new Map();

function makeCharts() {
  for (const { name, title } of page.charts) {
    byId("charts").append(element("div", { class: "chart", role: "region", "aria-label": title, tabindex: 0 }, element("div", { id: `chart-${name}` })));
  }
}

async function draw() {
  for (const { name, title, spec: template } of page.charts) {
    const spec = filled(template);
    const unknown = unknownOf(spec);
    if (unknown === undefined) await embed(`chart-${name}`, spec, alternative(title, spec));
    else leaveOut(`chart-${name}`, `${title}: not drawn, since ${page.labels[unknown]} is unknown with these assumptions.`);
  }
  const key = byId("of").value;
  const rows = swings(key);
  const moved = rows.map((row) => `${row.label}: ${row.text}`).join("; ");
  if (rows.length) await embed("tornado", tornado(key, rows), `What moves ${page.labels[key]} most. ${moved}.`);
  else leaveOut("tornado", `No assumption with a range moves ${page.labels[key]}, or it is unknown.`);
}

function leaveOut(id, text) {
  views.get(id)?.view.finalize();
  views.delete(id);
  drawn.delete(id);
  byId(id).replaceChildren(element("p", {}, text));
  for (const name of ["role", "aria-roledescription", "aria-label"]) byId(id).removeAttribute(name);
}

// Draw a chart: the first time, or if more than its data is new, from the start.
async function embed(id, spec, description) {
  const text = description.length > LONGEST_TEXT ? `${description.slice(0, LONGEST_TEXT - 1)}…` : description;
  const layers = [...layersOf(spec)];
  layers.forEach((layer, number) => { layer.data.name = `layer-${number}`; });
  const frame = JSON.stringify(spec, (name, value) => (name === "values" ? undefined : value));
  const before = views.get(id);
  drawn.set(id, spec);
  if (before?.frame === frame) {
    for (const { data } of layers) before.view.data(data.name, data.values);
    await before.view.description(text).runAsync();
  } else {
    before?.view.finalize();
    const made = await vegaEmbed(byId(id), { ...spec, description: text }, { mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: false });
    views.set(id, { frame, view: made.view });
  }
}

function* layersOf(view) {
  if (view.mark) yield view;
  for (const inner of view.layer ?? []) yield* layersOf(inner);
}

const known = (value) => (Number.isFinite(value) ? value : null);

// Return a specification with the present figures: a datum names the figure of its value or text, and of its ends.
function filled(template) {
  const spec = structuredClone(template);
  for (const layer of layersOf(spec)) layer.data.values.forEach(fill);
  const panels = spec.layer.filter((view) => view.layer);
  (panels.length ? panels : [spec]).forEach(fitScales);
  return spec;
}

// Return the key of a figure for want of which there is nothing to draw: each group needs one that is known.
function unknownOf(spec) {
  return spec.usermeta.needs.find((keys) => keys.every((key) => known(valueOf(key)) === null))?.[0];
}

function fill(datum) {
  for (const field of Object.keys(datum)) {
    if (field.endsWith("_key")) datum[field.slice(0, -"_key".length)] = known(valueOf(datum[field]));
  }
  if (!places.has(datum.key)) return;
  const value = known(valueOf(datum.key));
  if ("value" in datum) datum.value = value;
  if ("text" in datum) datum.text = !("value" in datum) ? shown(datum.key) : value ? bare(datum.key) : "";
}

// Return a number without the noun of its unit, which a heading says.
function bare(key, value = valueOf(key)) {
  const unit = page.units[key];
  return worded(value, unit.startsWith("USD") || ["date", "share", "year"].includes(unit) ? unit : "index");
}

const FIELDS = ["value", "start", "end", "at"];

// Leave the axis of numbers to the data, except where these are all 0 or unknown; else a layer without any is left out.
function fitScales(view) {
  const numbers = view.layer.flatMap((layer) => layer.data.values.flatMap((datum) => FIELDS.map((field) => datum[field] ?? 0)));
  const most = Math.max(...numbers);
  for (const { encoding } of view.layer) {
    for (const { scale, axis } of [encoding.x, encoding.y].filter((one) => one?.type === "quantitative" && one.scale)) {
      delete scale.domain;
      delete axis.values;
      if (most === 0) [scale.domain, axis.values] = [[0, 1], [0]];
      else if (most > scale.domainMax) delete scale.domainMax;
    }
  }
  const isDrawn = (datum) => FIELDS.every((field) => datum[field] !== null);
  if (most !== 0) view.layer = view.layer.filter((layer) => !layer.transform || layer.data.values.some(isDrawn));
}

// Return the figures of a chart in words, for readers who do not see it; one in time is named once.
function alternative(title, spec) {
  const figures = new Map();
  for (const { key, date } of [...layersOf(spec)].flatMap((layer) => layer.data.values).filter((datum) => places.has(datum.key))) {
    const label = page.labels[key] ?? page.names[key];
    const name = date ? label.split(`, ${date}`)[0] : label;
    if (!figures.has(name)) figures.set(name, new Map());
    figures.get(name).set(date, date ? bare(key) : shown(key));
  }
  return `${title}. ${[...figures].map(([name, texts]) => `${name} ${runs(texts)}`).join("; ")}.`;
}

// Return texts by date, with equal ones that follow each other once.
function runs(texts) {
  const found = [];
  for (const [date, text] of texts) {
    if (found.at(-1)?.text === text) found.at(-1).last = date;
    else found.push({ first: date, last: date, text });
  }
  return found.map(({ first, last, text }) => [first, last === first ? "" : `to ${last}`, text].filter(Boolean).join(" ")).join(", ");
}

const parts = new Map();

// Return the part of the plan that a figure rests on, which takes less time to run.
function partOf(key) {
  if (!parts.has(key)) {
    const needed = new Set([places.get(key)]);
    for (const [place, , sources] of [...plan.steps].reverse()) if (needed.has(place)) sources.flat().forEach((source) => needed.add(source));
    parts.set(key, { ...plan, steps: plan.steps.filter(([place]) => needed.has(place)), needed });
  }
  return parts.get(key);
}

// Move each assumption alone over its range, the others as they are now, and return the widest swings of a figure.
function swings(key) {
  const now = changedInputs();
  const part = partOf(key);
  return page.controls
    .filter((control) => control.low !== null && control.high !== null && part.needed.has(places.get(control.key)))
    .map((control) => {
      const [low, high] = [control.low, control.high].map((end) => run(part, [...now, [places.get(control.key), end]])[places.get(key)]);
      const ends = [low, high].sort((one, other) => one - other).map((end) => bare(key, end));
      const range = [control.low, control.high].map((end) => worded(end, page.units[control.key])).join(" to ");
      return { label: control.label, range, low, high, swing: low === high ? 0 : Math.abs(high - low), text: ends.join(" to ") };
    })
    .filter((one) => one.swing > 0)
    .sort((one, other) => (one.swing === other.swing ? 0 : other.swing - one.swing))
    .slice(0, MOST_BARS);
}

// Return a label in up to two lines.
function folded(label) {
  const lines = [""];
  for (const word of label.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length > TORNADO.letters && lines.length < 2) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function tornado(key, rows) {
  const { left, right, top, bottom, step, bar } = TORNADO;
  const { config, low, high, ink, muted } = page.look;
  const width = config.title.limit - left - right;
  const height = step * Math.max(rows.length, 1);
  const now = known(valueOf(key));
  const finite = [...rows.flatMap((row) => [row.low, row.high]), now].filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const edge = most + (most - least) * 0.08;
  const middle = now ?? edge;
  const pixel = (field) => ({ field, type: "quantitative", scale: null, axis: null });
  const dollars = "replace(replace(format(datum.value, '$~s'), 'G', 'B'), 'k', 'K')";
  const unit = page.units[key];
  const written = unit.startsWith("USD") ? { labelExpr: `datum.value == 0 ? '$0' : ${dollars}` } : { format: unit === "date" || unit === "year" ? "~f" : ",~f" };
  const x = (field) => ({ field, type: "quantitative", scale: { zero: false, nice: true }, axis: { ...written, title: null, orient: "bottom", tickCount: 4, grid: true, domain: false, ticks: false, labelPadding: 6, labelFlush: false } });
  const names = ["assumption at its low", "at its high"];
  const color = { field: "side", type: "nominal", scale: { domain: names, range: [low, high] }, legend: { title: null, orient: "none", direction: "horizontal", legendX: 16 - left, legendY: -26, labelFontSize: 12, labelColor: ink, symbolType: "square" } };
  const middleOf = (place) => step * place + step / 2;
  const bars = rows.flatMap((row, place) => [row.low, row.high].map((end, side) => ({ start: middle, end: end === NEVER ? edge : end, side: names[side], y: middleOf(place) - bar / 2, y2: middleOf(place) + bar / 2 })));
  const texts = (align, dy, words, look = {}) => ({
    data: { values: rows.map((row, place) => ({ x: align === "right" ? -10 : width + 10, y: middleOf(place) + dy, text: words(row) })) },
    mark: { type: "text", align, baseline: "middle", limit: (align === "right" ? left : right) - 26, ...look },
    encoding: { x: pixel("x"), y: pixel("y"), text: { field: "text", type: "nominal" } },
  });
  const never = rows.flatMap((row, place) => (Math.max(row.low, row.high) === NEVER ? [{ at: edge, y: middleOf(place) }] : []));
  return {
    title: { text: `${page.labels[key]}: ${shown(key)}`, subtitle: "Each assumption alone over its range, the others as set on this page; the dashed line is now", dx: 16 - left, offset: 30 },
    width, height, autosize: "none", padding: { left, right, top, bottom }, config,
    layer: [
      { data: { values: bars.filter((one) => Number.isFinite(one.end)).sort((one, other) => Math.abs(other.end - middle) - Math.abs(one.end - middle)) }, mark: { type: "rect" }, encoding: { x: x("start"), x2: { field: "end" }, y: pixel("y"), y2: { field: "y2" }, color } },
      { data: { values: now === null ? [] : [{ at: now, y: 0, y2: height }] }, mark: { type: "rule", color: ink, strokeDash: [4, 3], strokeWidth: 1.5 }, encoding: { x: x("at"), y: pixel("y"), y2: { field: "y2" } } },
      texts("right", -14, (row) => folded(row.label)[1] ? folded(row.label)[0] : ""),
      texts("right", 1, (row) => folded(row.label).at(-1)),
      texts("right", 16, (row) => row.range, { color: muted, fontSize: 11 }),
      texts("left", 1, (row) => row.text),
      { data: { values: never }, mark: { type: "point", shape: "triangle-right", filled: true, color: ink, size: 60, opacity: 1 }, encoding: { x: x("at"), y: pixel("y") } },
    ].filter((layer) => layer.data.values.length),
  };
}
