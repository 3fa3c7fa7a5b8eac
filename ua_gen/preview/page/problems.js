// What is wrong, in the order of the file, errors first; and what is wrong in other letters of the case.

import { coded, element } from "./elements.js";
import * as source from "./source.js";

const list = document.getElementById("problems");
const summary = document.getElementById("summary");
const count = document.getElementById("count");
let chosen = -1;

const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

export function show(problems, others, onProblem) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  const errors = problems.filter((each) => each.severity === "error").length;
  const doubts = problems.length - errors;
  const told = [];
  if (errors) told.push(element("span", { class: "bad" }, many(errors, "error")));
  if (doubts) told.push(element("span", { class: "doubt" }, many(doubts, "warning")));
  if (!told.length) told.push(element("span", { class: "good" }, "Nothing is wrong"));
  const parts = told.flatMap((each, number) => (number ? [" · ", each] : [each]));
  if (summary.textContent !== parts.map((part) => part.textContent ?? part).join("")) summary.replaceChildren(...parts);
  count.textContent = problems.length || "";
  const groups = [element("ol", {}, ...problems.map((each) => item(each, onProblem)))];
  for (const { label, problems: found } of others) {
    groups.push(element("h2", {}, `In ${label}`), element("ol", {}, ...found.map((each) => item(each, onProblem))));
  }
  const hint = "A click on a sentence shows the line that says it.";
  if (!problems.length && !others.length) groups.push(element("p", {}, hint));
  list.replaceChildren(...groups);
  if (focused) [...buttons()].find((each) => each.dataset.key === focused)?.focus();
  chosen = Math.min(chosen, buttons().length - 1);
}

const buttons = () => list.querySelectorAll("button.problem");

function item(problem, onProblem) {
  const { severity, code, message, hint, place } = problem;
  const key = [code, message, place?.name].join("|");
  const head = element("span", { class: "where" }, element("b", { class: "word" }, severity), code ? ` ${code}` : "", place ? ` · ${source.text(place)}` : "");
  const made = element(
    "button", { type: "button", class: `problem ${severity}`, "data-key": key }, head,
    element("span", { class: "message" }, ...coded(message)), hint ? element("span", { class: "hint" }, ...coded(hint)) : "",
  );
  made.addEventListener("click", () => {
    chosen = [...buttons()].indexOf(made);
    mark();
    onProblem(problem);
  });
  return element("li", {}, made);
}

function mark() {
  buttons().forEach((each, number) => (number === chosen ? each.setAttribute("aria-current", "true") : each.removeAttribute("aria-current")));
}

/** The next problem, or the one before. */
export function step(by) {
  const all = buttons();
  if (!all.length) return;
  chosen = (Math.max(chosen, by > 0 ? -1 : 0) + by + all.length) % all.length;
  all[chosen].scrollIntoView({ block: "nearest" });
  all[chosen].click();
}
