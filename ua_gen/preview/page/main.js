// The preview: listens to what the server tells, and shows it.

import * as choices from "./choices.js";
import { element, time } from "./elements.js";
import * as keys from "./keys.js";
import * as pages from "./pages.js";
import * as problems from "./problems.js";
import * as source from "./source.js";

const form = document.getElementById("choices");
const bands = document.getElementById("bands");
const byId = (id) => document.getElementById(id);

let events = null;
let asked = ""; // What the server was asked for last.
let start = null;
let reading = null;
let view = null;
let others = [];
let since = ""; // When what is on the screen was made.
let ended = false;

function connect() {
  const choice = choices.read();
  const query = String(choices.query(choice, pages.scale(choice.zoom)));
  pages.resize(choice.zoom);
  if (asked && query !== asked) {
    // Something else is looked at: from its top, and without what was said of the other.
    source.close();
    byId("pages").scrollTop = 0;
  }
  if (query === asked && events && events.readyState !== EventSource.CLOSED) return;
  asked = query;
  events?.close();
  others = [];
  events = new EventSource(`events?${query}`);
  events.onmessage = (event) => tell[(ended = false) || JSON.parse(event.data).kind]?.(JSON.parse(event.data));
  events.onerror = () => gone();
}

function gone() {
  if (ended) return;
  ended = true;
  bands_();
}

const tell = {
  start(message) {
    start = message;
    source.start(message);
    byId("up").hidden = !message.folder || choices.read().case === "-1";
    if (message.folder && choices.read().case === undefined) choices.change({ case: "-1" }, { replace: true });
  },
  list(message) {
    reading = view = null;
    document.body.dataset.state = "list";
    form.hidden = true;
    byId("title").textContent = "Cases";
    byId("file").textContent = start.folder;
    document.title = "Cases";
    pages.clear(element("ul", { class: "cases" }, ...message.cases.map(entry)));
    problems.show([], [], point);
    bands_();
  },
  reading(message) {
    const other = reading?.file !== message.file;
    if (other) {
      view = null;
      pages.clear();
    }
    reading = message;
    if (message.title || other) byId("title").textContent = message.title || message.name;
    byId("file").textContent = message.name;
    document.title = byId("title").textContent;
    // What was said of the pages stays until they are made anew.
    const kept = message.sound && view ? view.problems.filter((each) => !each.place) : [];
    if (!message.sound || !view) problems.show([...message.problems, ...kept], [], point);
    if (!message.sound && !view) nothing("Nothing can be shown yet", "Mend what is wrong: the pages come by themselves.");
    choices.show(form, start, reading, view);
    bands_();
  },
  async view(message) {
    if (message.made) {
      const choice = choices.read();
      await pages.show(message, choice.zoom, point_);
      since = time();
      pages.light(null);
    } else if (view?.made && pages.current()) {
      pages.age();
    } else {
      nothing("This cannot be made", "Why is told beside.");
    }
    view = message;
    problems.show(message.problems, others, point);
    choices.show(form, start, reading, message);
    bands_();
    document.body.dataset.drawn = String(Number(document.body.dataset.drawn || 0) + 1);
  },
  others(message) {
    others = message.found;
    if (view) problems.show(view.problems, others, point);
  },
  ended() {
    events.close();
    gone();
  },
};

function nothing(title, text) {
  pages.clear(element("div", { class: "nothing" }, element("h2", {}, title), element("p", {}, text)));
}

function entry(each) {
  const state = each.errors ? ["bad", `${each.errors} error${each.errors === 1 ? "" : "s"}`] : each.closed ? ["", "closed"] : each.warnings ? ["doubt", `${each.warnings} warning${each.warnings === 1 ? "" : "s"}`] : ["good", "sound"];
  return element(
    "li", {},
    element("a", { href: choices.address({ case: String(each.number) }) }, element("span", {}, each.title || each.name), element("span", { class: "name" }, each.name), element("span", { class: `state ${state[0]}` }, state[1])),
  );
}

/** What everybody must know who looks at these pages, above them. */
function bands_() {
  const told = [];
  const broken = reading && !reading.sound;
  const refused = reading?.sound && view && (!view.made || view.instead);
  if (ended) told.push(["bad", `The preview has ended.${since ? ` What you see is from ${since}.` : ""}`]);
  else if (broken) {
    const first = reading.problems.find((each) => each.severity === "error");
    const where = first?.place ? `Line ${first.place.line} is broken.` : "The file cannot be read.";
    told.push(["bad", `${where}${since ? ` These pages are from ${since}.` : ""}`, first]);
  } else if (refused) {
    const first = view.problems.find((each) => each.severity === "error");
    const what = view.instead ? " What became of it is shown instead." : "";
    told.push(["bad", `${first ? first.message : "It cannot be made"}.${what}`, first]);
  }
  if (view?.past && !broken) {
    const day = new Date(`${view.past}T12:00`).toLocaleDateString([], { dateStyle: "long" });
    told.push(["doubt", view.archive ? `As of ${day}. The case is closed by now: a copy for the archive, not to be sent.` : `As of ${day}, which is past.`]);
  }
  document.body.dataset.state = ended ? "ended" : broken ? "broken" : refused ? "refused" : reading ? "sound" : document.body.dataset.state;
  const said = JSON.stringify(told);
  if (said === bands.dataset.said) return; // What is told again is not read aloud again.
  bands.dataset.said = said;
  bands.replaceChildren(
    ...told.map(([kind, text, problem]) => {
      const show = problem?.place ? [element("button", { type: "button", onclick: () => point(problem) }, "Show")] : [];
      return element("p", { class: `band ${kind}`, role: kind === "bad" ? "alert" : undefined }, text, ...show);
    }),
  );
}

/** From a problem to its line, and to what the line says. */
function point(problem) {
  if (problem.place) source.show({ place: problem.place });
  else source.close();
  pages.light(problem.place, { wrong: problem.severity === "error", move: true });
}

/** From a sentence to its line. */
function point_(spot) {
  source.show({ place: spot.place, phrase: spot.phrase, said: spot.text });
  pages.light(spot.place, { move: true });
  source.copy();
}

function zoom(by) {
  const now = Number(choices.read().zoom) || 1;
  const next = by ? Math.min(3, Math.max(0.4, Math.round((now + by) * 10) / 10)) : 1;
  choices.change({ zoom: next === 1 ? "" : String(next) }, { replace: true });
}

function pane(name) {
  document.body.dataset.pane = name;
  for (const button of document.querySelectorAll(".panes button")) button.setAttribute("aria-pressed", String(button.dataset.pane === name));
  pages.resize(choices.read().zoom);
}

choices.listen(form);
keys.listen({
  n: () => problems.step(1), p: () => problems.step(-1),
  "]": () => choices.step(form.elements.document, 1), "[": () => choices.step(form.elements.document, -1),
  "}": () => choices.step(form.elements.language, 1), "{": () => choices.step(form.elements.language, -1),
  ArrowDown: () => pages.step(1), ArrowRight: () => pages.step(1), ArrowUp: () => pages.step(-1), ArrowLeft: () => pages.step(-1),
  c: () => void source.copy(), o: () => void source.open(),
  "+": () => zoom(0.1), "=": () => zoom(0.1), "-": () => zoom(-0.1), 0: () => zoom(0),
  "?": () => keys.help(),
  escape() {
    byId("more").open = false;
    source.close();
    pages.light(null);
  },
});
byId("larger").addEventListener("click", () => zoom(0.1));
byId("smaller").addEventListener("click", () => zoom(-0.1));
for (const button of document.querySelectorAll(".panes button")) button.addEventListener("click", () => pane(button.dataset.pane));
addEventListener("click", (event) => {
  if (!event.target.closest("#more")) byId("more").open = false;
});
addEventListener("hashchange", connect);
addEventListener("resize", () => pages.resize(choices.read().zoom));
connect();
