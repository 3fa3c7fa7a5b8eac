// Single keys, for those who want them: never while something is typed.

import { change, read } from "./choices.js";

const dialog = document.getElementById("keys");
const use = document.getElementById("use-keys");

export function listen(commands) {
  use.checked = read().keys !== "off";
  use.addEventListener("change", () => change({ keys: use.checked ? "" : "off" }, { replace: true }));
  document.getElementById("help").addEventListener("click", () => dialog.showModal());
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.target.closest("input:not([type=radio]), select, textarea")) return;
    if (event.key === "Escape") commands.escape();
    const command = commands[event.key];
    if (!command || (!use.checked && !event.key.startsWith("Arrow"))) return;
    if (command() !== false) event.preventDefault();
  });
}

export const help = () => dialog.showModal();
