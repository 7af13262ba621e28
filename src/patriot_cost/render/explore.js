// The page that computes: controls on one side, figures, charts and explanations on the other. `ops`, `run`, `plan` and
// `page` (labels, units, controls), and the making of controls and of charts, stand in the scripts above; nothing is
// asked of a network.
"use strict";

const WAIT = 120;
const places = new Map(plan.keys.map((key, place) => [key, place]));
const steps = new Map(plan.steps.map((step) => [plan.keys[step[0]], step]));
const controls = new Map(page.controls.map((control) => [control.path, control]));
const untouched = run(plan, []);
const changed = new Map();
let values = untouched;

// ---- numbers and words

const MAGNITUDES = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

// Return the number that a text in the notation of the command line has: 450M, $1.1B, 20%; NaN if it has none.
function parsed(text) {
  const found = /^\$?(-?(?:\d[\d,]*\.?\d*|\.\d+))([KMBT%]?)$/i.exec(text.trim());
  if (!found) return NaN;
  const number = Number(found[1].replaceAll(",", ""));
  return found[2] === "%" ? number / 100 : number * (MAGNITUDES[found[2].toUpperCase()] ?? 1);
}

function significant(value, digits) {
  return Number(value.toPrecision(digits)).toLocaleString("en-US", { maximumFractionDigits: 12 });
}

function compact(value) {
  for (const [sign, size] of [["T", 1e12], ["B", 1e9], ["M", 1e6]]) {
    if (Math.abs(value) >= size) return `${Number((value / size).toPrecision(12))}${sign}`;
  }
  return `${Number(value.toPrecision(12))}`;
}

function money(value) {
  const size = Math.abs(value);
  const [divisor, sign] = size >= 999.5e6 ? [1e9, "B"] : size >= 999.5e3 ? [1e6, "M"] : size >= 1e3 ? [1e3, "K"] : [1, ""];
  const scaled = value / divisor;
  const decimals = Math.abs(scaled) >= 100 ? 0 : 2;
  return `${value < 0 ? "-" : ""}$${Math.abs(scaled).toFixed(size === 0 ? 0 : decimals)}${sign}`;
}

function month(value) {
  const at = Math.round(value * 12);
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}

// Return a number as a person reads it, with the words of its unit.
function worded(value, unit) {
  if (value === undefined || Number.isNaN(value)) return "unknown";
  if (value === NEVER) return "never";
  if (unit === "date") return month(value);
  if (unit.startsWith("USD")) return money(value);
  if (unit === "share") return `${significant(value * 100, 3)} %`;
  if (unit === "year" && value >= 1900) return String(Math.floor(value));
  const shown = Math.abs(value) >= 1000 || Number.isInteger(value) ? Math.round(value).toLocaleString("en-US") : significant(value, 3);
  return unit === "index" ? shown : `${shown} ${value === 1 ? unit.split("/")[0] : page.plurals[unit]}`;
}

// Return the value of an input or a figure as a person reads it: a word, a date of the case, or a number with its unit.
function worth(key, value) {
  if (page.words[key]) return page.words[key][value] ?? "unknown";
  return page.dates[key] ?? worded(value, page.units[key] ?? "index");
}

// Return the value of an assumption as it is typed.
const typed = (control, value) => (control.words ? page.words[control.key][value] : compact(value));

// Return the value of a text as typed, NaN if it has none or is a word that the control does not offer.
function taken(control, text) {
  if (!control.words) return parsed(text);
  return Object.hasOwn(control.words, text) ? page.words[control.key].indexOf(text) : NaN;
}

const valueOf = (key, all = values) => all[places.get(key)];
const shown = (key, all = values) => {
  // A date has no amount: its side is told in the tables of the program.
  const side = page.units[key] === "date" ? "" : { floor: "at least ", ceiling: "up to ", mixed: "about " }[page.bounds[key]] ?? "";
  const text = worded(valueOf(key, all), page.units[key]);
  return text === "unknown" || text === "never" ? text : side + text;
};
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
};
const byId = (id) => document.getElementById(id);

// ---- changes

// Set an assumption, null as it was, and compute all again.
function set(path, value, quiet = false) {
  const control = controls.get(path);
  if (value === null || value === untouched[places.get(control.key)]) changed.delete(path);
  else changed.set(path, value);
  control.show(changed.has(path) ? changed.get(path) : untouched[places.get(control.key)]);
  if (!quiet) refresh();
}

// Return the changed values by the places of their keys, as `run` takes them.
const changedInputs = () => [...changed].map(([path, value]) => [places.get(controls.get(path).key), value]);

function reset() {
  for (const path of [...changed.keys()]) set(path, null, true);
  refresh();
}

// ---- figures

function refresh() {
  values = run(plan, changedInputs());
  byId("sentences").replaceChildren(...page.sentences.map((parts) => element("span", {}, `${sentence(parts)}. `)));
  byId("figures").replaceChildren(...page.headlines.map(figureRow));
  showChanges();
  keepState();
  clearTimeout(refresh.later);
  refresh.later = setTimeout(draw, WAIT);
}

// Return a sentence of texts and figures by turns; none says well what is unknown or never comes: labels do.
function sentence(parts) {
  const keys = parts.filter((_, place) => place % 2);
  const known = keys.every((key) => Number.isFinite(valueOf(key)));
  if (!known) return keys.map((key) => `${page.labels[key]}: ${shown(key)}`).join(". ");
  return parts.map((part, place) => (place % 2 ? shown(part) : part)).join("");
}

// Return the change of a figure in words, that of a date in months; of an unknown one, or of never, that there is one.
function changeOf(key) {
  const [now, before] = [valueOf(key), valueOf(key, untouched)];
  if (now === before || (Number.isNaN(now) && Number.isNaN(before))) return "";
  if (!Number.isFinite(now - before)) return "changed";
  const size = Math.abs(now - before);
  const words = page.units[key] === "date" ? worded(Math.round(12 * size), "month") : worded(size, page.units[key]);
  return `${now > before ? "+" : "-"}${words}`;
}

function figureRow(key) {
  const [now, change] = [valueOf(key), changeOf(key)];
  const open = element("button", { type: "button", class: "open", onclick: () => explain(key) }, page.labels[key]);
  const number = (text, exact) => element("td", { class: "number", "data-value": exact }, text);
  const cells = [number(shown(key), Number.isNaN(now) ? "unknown" : now), number(shown(key, untouched)), number(change)];
  return element("tr", { "data-key": key, class: change ? "result" : undefined }, element("th", { scope: "row" }, open), ...cells);
}

// Return the case as a scenario file, with what was changed in place of what it sets itself.
function scenarioFile(settings) {
  if (!page.scenario) return "One file cannot say this case: use the command line.";
  const replaced = new Set(settings.map(([path]) => path));
  const kept = page.scenario.split("\n").filter((line) => !replaced.has(/^"([^"]+?)[*+-]?" = /.exec(line)?.[1]));
  const lines = settings.map(([path, typed]) => `${JSON.stringify(path)} = ${JSON.stringify(typed)}`);
  return kept.flatMap((line) => (line === '"CHANGES" = "CHANGES"' ? lines : [line])).join("\n");
}

// Return a sentence for each whole whose parts do not add up to it: the program refuses such a case.
function brokenWholes() {
  return page.wholes.filter(({ paths }) => paths.some((path) => changed.has(path))).flatMap(({ label, paths }) => {
    const sum = paths.reduce((total, path) => total + valueOf(controls.get(path).key), 0);
    const fault = `${label}: ${significant(sum * 100, 4)} % in all, not 100 %. The program refuses the command line and the scenario file until the other parts make up the difference.`;
    return Math.abs(sum - 1) > 1e-9 ? [fault] : [];
  });
}

function showChanges() {
  const settings = [...changed].map(([path, value]) => [path, controls.get(path).key, value]);
  byId("changes").hidden = !settings.length;
  const changes = settings.map(([path, key, value]) => `${controls.get(path).label}: ${worth(key, value)}, was ${worth(key, valueOf(key, untouched))}`);
  const faults = brokenWholes().map((text) => element("li", { class: "note fault" }, text));
  byId("changed").replaceChildren(...changes.map((text) => element("li", {}, text)), ...faults);
  const asTyped = settings.map(([path, , value]) => [path, typed(controls.get(path), value)]);
  const options = asTyped.map(([path, text]) => ` --set ${path}=${text}`).join("");
  byId("command").textContent = page.command.replace("COMMAND", "fund") + options;
  byId("scenario").textContent = scenarioFile(asTyped);
}

// ---- the state of the page, in its address

function keepState() {
  const text = [...changed].map(([path, value]) => `${path}=${encodeURIComponent(typed(controls.get(path), value))}`).join("&");
  history.replaceState(null, "", text ? `#${text}` : location.pathname);
}

// Return a part of an address as text; one that is cut off stays as it is.
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readState() {
  for (const part of location.hash.slice(1).split("&").filter(Boolean)) {
    const [path, text] = part.split("=");
    const control = controls.get(path);
    const value = control ? taken(control, decoded(text ?? "")) : NaN;
    if (control && !typedFault(control, value)) set(path, value, true);
  }
}

// ---- explanations

function explain(key) {
  const step = steps.get(key);
  const about = page.formulas[step[1]];
  const sources = [...new Set(step[2].flat())].map((place) => plan.keys[place]);
  const rows = sources.map((source) => {
    const inner = steps.has(source);
    const label = inner ? page.labels[source] : page.names[source] ?? source;
    const name = inner ? element("button", { type: "button", class: "open", onclick: () => explain(source) }, label) : element("span", {}, label);
    const path = inner ? "" : page.paths[source] ?? "";
    return element("tr", {}, element("th", { scope: "row" }, name), element("td", { class: "number" }, worth(source, valueOf(source))), element("td", {}, path));
  });
  byId("explained").replaceChildren(
    element("h2", { id: "explained-title" }, `${page.labels[key]}: ${shown(key)}`),
    element("p", {}, about.about),
    element("p", {}, element("code", {}, `${step[1]} = ${about.text}`)),
    element("table", {}, element("tbody", {}, ...rows)),
  );
  if (!byId("explanation").open) byId("explanation").showModal();
}

// ---- start

makeControls();
makeCharts();
byId("of").append(...page.headlines.map((key) => element("option", { value: key, selected: key === page.moved }, page.labels[key])));
byId("of").addEventListener("change", draw);
byId("reset").addEventListener("click", reset);
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => navigator.clipboard?.writeText(byId(button.dataset.copy).textContent));
}
window.addEventListener("hashchange", () => { for (const path of [...changed.keys()]) set(path, null, true); readState(); refresh(); });
readState();
refresh();
