import { embedded } from "./embedded.js";

/** What `weightkit dev --ui` sends to the page once it has put newer data into its elements. */
const NEWER = "weightkit-newer";

/**
 * Calls back with the data, as JSON, each time that newer data has been put into the page: one after the other, and not while a pointer is
 * pressed, since the reader would lose what is being drawn or selected.
 */
export function onNewer(show: (json: string) => Promise<void>): void {
  let released: Promise<void> = Promise.resolve();
  let last: Promise<void> = Promise.resolve();
  addEventListener("pointerdown", () => {
    released = new Promise((resolve) => {
      for (const end of ["pointerup", "pointercancel"]) {
        addEventListener(
          end,
          () => {
            resolve();
          },
          { once: true },
        );
      }
    });
  });
  addEventListener(NEWER, () => {
    last = last
      .then(() => released)
      .then(() => embedded("data"))
      .then((bytes) => show(new TextDecoder().decode(bytes)));
  });
}
