// What is looked at, kept in the fragment of the address: so reload, back and bookmarks keep it.

const ASKED = ["case", "document", "language", "to", "date", "paper", "window", "sender", "translation", "show"];
const OWN = ["zoom", "keys"]; // Of the page alone: the server need not know.

export function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const choice = {};
  for (const name of [...ASKED, ...OWN]) if (given.get(name)) choice[name] = given.get(name);
  return choice;
}

/** The address of the page with other choices; empty ones are left out. */
export function address(choice) {
  const kept = Object.entries(choice).filter(([, value]) => value !== "" && value !== undefined);
  return "#" + new URLSearchParams(kept);
}

export function change(changes, { replace = false } = {}) {
  const there = address({ ...read(), ...changes });
  if (there === location.hash) return;
  if (replace) {
    history.replaceState(null, "", there);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = there;
  }
}

/** What the server is asked for. */
export function query(choice, scale) {
  const asked = new URLSearchParams();
  for (const name of ASKED) if (choice[name]) asked.set(name, choice[name]);
  asked.set("scale", scale);
  return asked;
}

function fill(select, options, chosen) {
  const made = options.map(([value, label, off]) => {
    const option = new Option(label, value, false, value === chosen);
    option.disabled = Boolean(off);
    return option;
  });
  select.replaceChildren(...made);
  if (!options.some(([value]) => value === chosen)) select.selectedIndex = 0;
}

const named = (name) => name[0].toUpperCase() + name.slice(1).replaceAll("-", " ");

/** Fills the form with what there is to choose from, and with what is chosen and shown. */
export function show(form, start, reading, view) {
  const choice = read();
  const fields = form.elements;
  const there = reading?.possible;
  if (!there) return;
  form.hidden = false;
  const first = there.writeIn;
  const names = new Map(start.languages.map((each) => [each.tag, each.name]));
  const rest = start.languages.map((each) => each.tag).filter((tag) => !first.includes(tag));
  const tags = [...first.filter((tag) => names.has(tag)), ...rest];
  const automatic = view?.made && !choice.language ? `${view.language.name} (first choice)` : "First choice";
  fill(fields.document, there.documents.map((each) => [each.name, named(each.name)]), choice.document || (view?.made && !view.instead ? view.document : there.documents[0]?.name));
  fill(fields.language, [["", automatic], ...tags.map((tag) => [tag, names.get(tag)])], choice.language || "");
  fill(fields.to, there.recipients.map((each) => [each.id, each.role === "to" ? each.office : `${each.office} (copy)`]), choice.to || view?.to || "");
  fill(fields.paper, [["a4", "A4"], ["letter", "US Letter"]], choice.paper || "a4");
  const paper = choice.paper || "a4";
  fill(fields.window, [["", "none"], ...start.windows.map((each) => [each.name, each.name, each.paper !== paper])], choice.window || "");
  const own = reading.sender || "of the file";
  fill(fields.sender, start.hasSender ? [["", own], ["blank", "lines to fill in"]] : [["", "lines to fill in"]], choice.sender || "");
  fill(fields.translation, [["", "none"], ...tags.map((tag) => [tag, names.get(tag)])], choice.translation || "");
  fields.date.value = choice.date || "";
  for (const radio of fields.show) radio.checked = radio.value === (choice.show || "pages");
  const document_ = there.documents.find((each) => each.name === fields.document.value);
  form.querySelector('[data-for="recipient"]').hidden = document_?.per !== "recipient" || there.recipients.length < 2;
  const more = form.querySelector("details");
  const changed = ["date", "paper", "window", "sender", "translation"].some((name) => choice[name]);
  more.classList.toggle("changed", changed);
}

export function listen(form) {
  form.addEventListener("change", (event) => {
    const { name, value } = event.target;
    if (!name) return;
    const usual = { paper: "a4", show: "pages" };
    const changes = { [name]: value === usual[name] ? "" : value };
    if (name === "document") changes.to = changes.window = "";
    if (name === "paper") changes.window = "";
    change(changes);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

/** Goes on to the next option of a list, round and round. */
export function step(select, by) {
  const options = [...select.options].filter((option) => !option.disabled);
  if (options.length < 2) return;
  const at = options.findIndex((option) => option.value === select.value);
  select.value = options[(at + by + options.length) % options.length].value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}
