import { h } from "./dom.js";

/** A button that copies a text, or selects `shown` where there is no clipboard, and what it did. */
export function copyButton(
  label: string,
  text: () => string,
  shown: HTMLElement,
  /** What the button shows, where that is less than its label. */
  short = label,
): HTMLElement {
  const done = h("span", { class: "found", role: "status" });
  const select = (): void => {
    getSelection()?.selectAllChildren(shown);
    done.textContent = "selected: copy it with the keyboard";
  };
  const copy = (): void => {
    // Pages served without encryption have no clipboard.
    if (!("clipboard" in navigator)) select();
    else {
      navigator.clipboard.writeText(text()).then(() => {
        done.textContent = "copied";
      }, select);
    }
  };
  return h(
    "span",
    { class: "copy" },
    h(
      "button",
      {
        type: "button",
        class: short === label ? "ghost" : "link",
        "aria-label": short === label ? null : label,
        onclick: copy,
      },
      short,
    ),
    done,
  );
}
