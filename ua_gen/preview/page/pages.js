// The document: its pages as pictures with a button over every sentence, or its text.

import { element } from "./elements.js";

const NATURAL = 794; // CSS pixels: the width of A4.
const NARROW = 480; // Two pages stand side by side where each has so much.
const WIDEST = 900; // As wide as the window, but no wider than can be read.

let shown = null; // The view on the screen.
let spots = []; // { data, buttons } of each spot.

export function scale(zoom) {
  return Math.min(3, devicePixelRatio * Math.max(1, factor(zoom)));
}

/** How many times its natural size a page has. */
export function factor(zoom) {
  const place = document.getElementById("pages");
  let room = Math.max(280, (place.clientWidth || innerWidth) - (innerWidth < 740 ? 24 : 40));
  if (room > 2 * NARROW && document.querySelector(".shown.beside")) room = (room - 20) / 2;
  return (Math.min(room, WIDEST) / NATURAL) * (Number(zoom) || 1);
}

function size(leaf, page, zoom) {
  const wide = factor(zoom);
  leaf.style.width = `${page.width * wide}px`;
  leaf.style.height = `${page.height * wide}px`;
}

export function resize(zoom) {
  for (const leaf of document.querySelectorAll(".leaf")) size(leaf, leaf.page, zoom);
}

/** Shows a view. What has not changed stays as it is, and nothing moves. */
export async function show(view, zoom, onSpot) {
  const place = document.getElementById("shown");
  if (view.show !== "pages") {
    spots = [];
    place.classList.remove("beside");
    place.replaceChildren(...texts(view));
    shown = view;
    return;
  }
  const leaves = [...place.children].filter((child) => child.classList.contains("leaf"));
  const pictures = await Promise.all(view.pages.map((page, number) => picture(page, leaves[number])));
  spots = view.spots.map((data) => ({ data, buttons: [] }));
  place.classList.toggle("beside", view.pages.some((page) => page.translation));
  const made = view.pages.map((page, number) => {
    const leaf = leaves[number] || element("section", { class: "leaf" });
    leaf.page = page;
    leaf.classList.toggle("old", false);
    const language = page.translation ? view.translation : view.language;
    const count = view.pages.filter((other) => other.translation === page.translation).length;
    const index = view.pages.slice(0, number).filter((other) => other.translation === page.translation).length + 1;
    const label = `${page.translation ? "Translation, page" : "Page"} ${index} of ${count}`;
    leaf.setAttribute("aria-label", `${label}, ${language.name}`);
    pictures[number].alt = `${view.title}. ${label}`;
    size(leaf, page, zoom);
    const caption = view.translation ? [element("p", { "aria-hidden": "true" }, language.name)] : [];
    leaf.replaceChildren(...caption, pictures[number], overlay(view, page, number, language, onSpot));
    return leaf;
  });
  if (made.length !== place.children.length || made.some((leaf, number) => place.children[number] !== leaf)) {
    place.replaceChildren(...made);
  }
  shown = view;
}

/** The picture of a page: the old one if it is the same, else a new one when it is there whole. */
async function picture(page, leaf) {
  const old = leaf?.querySelector("img");
  if (old && old.dataset.id === page.id) return old;
  const fresh = new Image();
  fresh.dataset.id = page.id;
  fresh.src = `picture/${page.id}`;
  try {
    await fresh.decode();
  } catch {
    // It is shown as it is: the next change brings another.
  }
  return fresh;
}

function overlay(view, page, number, language, onSpot) {
  const layer = element("div", { class: "spots", role: "group", "aria-label": "Sentences", lang: language.tag, dir: language.direction });
  view.spots.forEach((data, index) => {
    const boxes = data.boxes.filter((box) => box[0] === number);
    if (boxes.length) layer.append(button(data, boxes, page, index, onSpot));
  });
  if (layer.firstChild) layer.firstChild.tabIndex = 0;
  return layer;
}

/** One button for a sentence, cut to the shape that it has on the page. */
function button(data, boxes, page, index, onSpot) {
  const left = Math.min(...boxes.map((box) => box[1])) - 2;
  const top = Math.min(...boxes.map((box) => box[2]));
  const right = Math.max(...boxes.map((box) => box[1] + box[3])) + 2;
  const bottom = Math.max(...boxes.map((box) => box[2] + box[4]));
  const made = element("button", { type: "button", class: "spot", "aria-label": data.text, onclick: () => onSpot(data), onfocus: focused });
  made.tabIndex = -1;
  made.style.left = `${(left / page.width) * 100}%`;
  made.style.top = `${(top / page.height) * 100}%`;
  made.style.width = `${((right - left) / page.width) * 100}%`;
  made.style.height = `${((bottom - top) / page.height) * 100}%`;
  if (boxes.length > 1) {
    const across = (x) => `${(((x - left) / (right - left)) * 100).toFixed(2)}%`;
    const down = (y) => `${(((y - top) / (bottom - top)) * 100).toFixed(2)}%`;
    const corners = boxes.flatMap(([, x, y, wide, high]) => [
      [x - 2, y], [x + wide + 2, y], [x + wide + 2, y + high], [x - 2, y + high], [x - 2, y],
    ]);
    made.style.clipPath = `polygon(${corners.map(([x, y]) => `${across(x)} ${down(y)}`).join(",")})`;
  }
  spots[index].buttons.push(made);
  return made;
}

function focused(event) {
  for (const other of event.target.parentElement.children) other.tabIndex = -1;
  event.target.tabIndex = 0;
}

/** From sentence to sentence with the arrows. */
export function step(by) {
  const all = spots.flatMap((spot) => spot.buttons);
  const at = all.indexOf(document.activeElement);
  if (at < 0) return false;
  all[Math.min(Math.max(at + by, 0), all.length - 1)].focus();
  return true;
}

function* texts(view) {
  const language = view.language || { tag: "en", direction: "ltr", name: "English" };
  if (view.show === "web") {
    yield element("iframe", { class: "frame", title: "The document as a web page", sandbox: true, src: `frame/${view.frame}` });
    return;
  }
  const paper = element("article", { class: "letter-text", lang: language.tag, dir: language.direction });
  if (view.show === "mail") {
    const heads = Object.entries(view.mail).flatMap(([name, value]) => [element("dt", { lang: "en" }, name), element("dd", { dir: "auto" }, value)]);
    paper.append(element("dl", { class: "heads" }, ...heads));
  }
  paper.append(view.text);
  yield paper;
}

/** Lights what a line of a file says, as far as it is on these pages; `wrong` in the colour of an error. */
export function light(place, { wrong = false, move = false } = {}) {
  for (const spot of spots) for (const each of spot.buttons) each.classList.remove("lit", "wrong");
  if (!place || !shown) return;
  const near = spots.filter(({ data }) => data.place && data.place.file === place.file && data.place.line <= place.line && place.line <= data.place.end);
  const least = Math.min(...near.map(({ data }) => data.place.end - data.place.line));
  const found = near.filter(({ data }) => data.place.end - data.place.line === least);
  for (const { buttons } of found) for (const each of buttons) each.classList.add(wrong ? "wrong" : "lit");
  const first = found[0]?.buttons[0];
  if (move && first) first.scrollIntoView({ block: "nearest", behavior: "auto" });
}

export function current() {
  return shown;
}

export function clear(...children) {
  spots = [];
  shown = null;
  document.getElementById("shown").replaceChildren(...children);
}

/** What was drawn of a case that nothing is made of any more is no longer true: it is greyed. */
export function age() {
  for (const leaf of document.querySelectorAll(".leaf")) leaf.classList.add("old");
}
