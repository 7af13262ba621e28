// Controls of assumptions: a field and a slider for a number, a list for a word, and the search among them.
// What they use of the page (values, words, elements, changes) stands in the last script.
"use strict";

function typedFault(control, value) {
  if (Number.isNaN(value)) return "A number is needed: 450M, 1.1B, 20%, 3.8";
  if (control.whole && !Number.isInteger(value)) return "A whole number is needed";
  if (control.least !== null && value < control.least) return `At least ${compact(control.least)}`;
  if (control.most !== null && value > control.most) return `At most ${compact(control.most)}`;
  return "";
}

function makeControl(control, number) {
  const id = `control-${number}`;
  const text = element("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${id}-note` });
  const ranged = control.low !== null && control.high !== null && control.low < control.high;
  const slider = ranged && element("input", { type: "range", min: control.low, max: control.high, step: control.whole ? 1 : "any", "aria-label": `${control.label}, over its range` });
  const note = element("p", { id: `${id}-note`, class: "note" });
  const undo = undoOf(control);
  const unit = page.units[control.key];
  const range = ranged ? ` ${worded(control.low, unit)} to ${worded(control.high, unit)}.` : "";
  const standing = { assumed: "Assumed.", "not stated": "Not stated." }[control.basis] ?? "";
  const show = (value, fault = "") => {
    text.value = value === undefined || Number.isNaN(value) ? "" : unit === "share" ? `${Number((value * 100).toPrecision(12))}%` : compact(value);
    text.placeholder = "unknown";
    if (slider && !Number.isNaN(value)) slider.value = value;
    say(fault);
    undo.hidden = !changed.has(control.path);
  };
  const say = (fault) => {
    text.setAttribute("aria-invalid", fault ? "true" : "false");
    note.textContent = fault || `${standing}${range}`.trim() || control.path;
    note.classList.toggle("fault", Boolean(fault));
  };
  const take = (value) => {
    const fault = typedFault(control, value);
    if (fault) say(fault);
    else set(control.path, value);
  };
  text.addEventListener("change", () => take(parsed(text.value)));
  if (slider) slider.addEventListener("input", () => take(Number(slider.value)));
  control.show = show;
  const why = element("details", {}, element("summary", {}, "why"), element("p", {}, control.why || "As published."));
  for (const source of control.sources) {
    why.append(element("p", {}, /^https?:/.test(source.url) ? element("a", { href: source.url }, source.text) : source.text));
  }
  control.element = element("div", { class: "control", "data-path": control.path }, element("label", { for: id }, control.label), text, undo, note, ...(slider ? [slider] : []), why);
  show(untouched[places.get(control.key)]);
  return control.element;
}

// Make the control of a word: a list of those that the case may have.
function makeChoice(control, number) {
  const id = `control-${number}`;
  const options = Object.keys(control.words).map((word) => element("option", { value: word }, word));
  const onchange = () => set(control.path, taken(control, list.value));
  const list = element("select", { id, "aria-describedby": `${id}-note`, onchange }, ...options);
  const note = element("p", { id: `${id}-note`, class: "note" });
  const undo = undoOf(control);
  control.show = (value) => {
    list.value = typed(control, value);
    note.textContent = [control.words[list.value] || control.path, control.without].filter(Boolean).join(" ");
    undo.hidden = !changed.has(control.path);
  };
  control.element = element("div", { class: "control", "data-path": control.path }, element("label", { for: id }, control.label), list, undo, note);
  control.show(untouched[places.get(control.key)]);
  return control.element;
}

function undoOf(control) {
  return element("button", { type: "button", hidden: true, "aria-label": `Reset ${control.label}`, onclick: () => set(control.path, null) }, "reset");
}

function makeControls() {
  const groups = new Map();
  page.controls.forEach((control, number) => {
    if (!groups.has(control.group)) groups.set(control.group, []);
    groups.get(control.group).push(control.words ? makeChoice(control, number) : makeControl(control, number));
  });
  for (const [name, made] of groups) {
    byId("controls").append(element("details", { class: "group" }, element("summary", {}, `${name[0].toUpperCase()}${name.slice(1)} (${made.length})`), ...made));
  }
  byId("controls").firstElementChild?.setAttribute("open", "");
  const locked = page.locked.map((one) => {
    const value = element("p", {}, element("strong", {}, one.label), `: ${one.value}`);
    const why = element("p", { class: "note" }, `${one.why} `, element("code", {}, one.option));
    return element("div", { class: "control locked", "data-path": one.path }, value, why);
  });
  byId("controls").append(element("details", { class: "group" }, element("summary", {}, `Set on the command line (${locked.length})`), ...locked));
  byId("search").addEventListener("input", search);
}

function search() {
  const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const group of document.querySelectorAll("#controls .group")) {
    let found = 0;
    for (const control of group.querySelectorAll(".control")) {
      const text = `${control.dataset.path} ${control.textContent}`.toLowerCase();
      const hit = words.every((word) => text.includes(word));
      control.hidden = !hit;
      found += hit;
    }
    group.hidden = !found;
    if (words.length) group.open = found > 0;
  }
}
