// The lines of the file that said a sentence: shown, copied, and opened in the user's own editor.

import { element } from "./elements.js";

const card = document.getElementById("source");
let at = null; // The place that is shown.
let canOpen = false;

export function start(message) {
  canOpen = message.canOpen;
}

export const text = (place) => `${place.name}:${place.line}:${place.column}`;

export function close() {
  const open = !card.hidden;
  card.hidden = true;
  at = null;
  return open;
}

/** Shows what a spot or a problem came of. */
export function show({ place, phrase, said }) {
  at = place || null;
  const head = element("header");
  if (place) {
    if (place.field) head.append(element("code", { class: "field" }, place.field));
    head.append(element("code", { class: "faint" }, text(place)));
  } else {
    head.append(element("strong", {}, "The same in every letter"));
  }
  const told = element("span", { class: "faint", role: "status" });
  head.append(element("span", { class: "room" }), told);
  if (place) head.append(element("button", { type: "button", title: "Copy the place (c)", onclick: copy }, "Copy place"));
  if (place && canOpen) head.append(element("button", { type: "button", title: "Open in the editor (o)", onclick: open }, "Open in editor"));
  head.append(element("button", { type: "button", "aria-label": "Close", onclick: close }, "✕"));
  card.replaceChildren(head);
  if (place?.lines.length) {
    const lines = place.lines.map((line, number) => {
      const begins = number === 0 && place.endColumn;
      return element("span", {}, element("i", { "aria-hidden": "true" }, String(place.line + number)), ...(begins ? marked(line, place) : [line]));
    });
    const more = place.end - place.line + 1 > place.lines.length ? [element("span", { class: "faint" }, "      …")] : [];
    card.append(element("pre", { tabindex: "0", "aria-label": "Lines of the file" }, ...lines, ...more));
  }
  if (phrase) {
    const why = place ? "Said with the phrase " : "A phrase of the language: ";
    card.append(element("p", { class: "phrase" }, why, element("code", {}, phrase)));
  }
  if (!place && !phrase && said) card.append(element("p", { class: "phrase" }, said));
  card.hidden = false;
}

function marked(line, place) {
  const characters = [...line];
  const [from, to] = [place.column - 1, Math.max(place.endColumn - 1, place.column)];
  return [characters.slice(0, from).join(""), element("mark", {}, characters.slice(from, to).join("")), characters.slice(to).join("")];
}

function tell(words) {
  const status = card.querySelector("[role=status]");
  if (status) status.textContent = words;
}

/** Copies `file:line:column`. */
export async function copy() {
  if (!at) return;
  try {
    await navigator.clipboard.writeText(text(at));
    tell("Copied");
  } catch {
    tell("The browser does not let it be copied");
  }
}

export async function open() {
  if (!at || !canOpen) return;
  try {
    const body = JSON.stringify({ file: at.file, line: at.line, column: at.column });
    const answer = await fetch("open", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    const { problem } = answer.headers.get("content-type")?.includes("json") ? await answer.json() : { problem: "it cannot be opened" };
    tell(problem || "Opened");
  } catch {
    tell("The preview has ended");
  }
}
