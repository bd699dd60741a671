import { h } from "./dom.js";

const watchers = new Set<() => void>();
const system = matchMedia("(prefers-color-scheme: dark)");
let chosen: "light" | "dark" | null = null;

/** A colour of the style sheet as it is now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Calls back when colours have changed; returns what ends that. */
export function onTheme(watch: () => void): () => void {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

function isDark(): boolean {
  return chosen === null ? system.matches : chosen === "dark";
}

function toggleTheme(): void {
  chosen = isDark() ? "light" : "dark";
  apply(chosen);
}

/** A button that changes between dark and light. */
export function themeButton(): HTMLElement {
  const button = h(
    "button",
    {
      type: "button",
      class: "ghost",
      "aria-pressed": String(isDark()),
      onclick: () => {
        toggleTheme();
        button.setAttribute("aria-pressed", String(isDark()));
      },
    },
    "Dark",
  );
  return button;
}

/** What `read` finds while the colours are those of white paper; nothing is painted meanwhile. */
export function inLight<Found>(read: () => Found): Found {
  const root = document.documentElement;
  const before = root.dataset["theme"];
  root.dataset["theme"] = "light";
  try {
    return read();
  } finally {
    if (before === undefined) delete root.dataset["theme"];
    else root.dataset["theme"] = before;
  }
}

/** Paper is white: charts are drawn again in light colours for printing. */
export function watchTheme(): void {
  system.addEventListener("change", notify);
  addEventListener("beforeprint", () => {
    apply("light");
  });
  addEventListener("afterprint", () => {
    apply(chosen);
  });
}

function apply(theme: "light" | "dark" | null): void {
  if (theme === null) delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  notify();
}

function notify(): void {
  for (const watch of watchers) watch();
}
