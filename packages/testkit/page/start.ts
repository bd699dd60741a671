import { embedded } from "./embedded.js";

/** Shows the data that the report put into the page, as JSON; `html[data-ready]` is set when all is there. */
export function start(show: (json: string, element: HTMLElement) => Promise<void> | void): void {
  const place = document.getElementById("page");
  embedded("data")
    .then((bytes) => show(new TextDecoder().decode(bytes), place ?? document.body))
    .then(
      () => {
        document.documentElement.dataset["ready"] = "";
      },
      (error: unknown) => {
        place?.append(
          "This browser cannot show the report: it needs Chrome 109, Firefox 115, Safari 16.4 or newer.",
        );
        throw error;
      },
    );
}
