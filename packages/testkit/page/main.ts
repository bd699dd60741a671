import type { PageData } from "../src/report/html/page-data.js";
import { embedded } from "./embedded.js";
import { showReplay } from "./replay-page.js";

/** The page's own data, put there by the report. */
async function readData(): Promise<PageData> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- written by the same version of the report
  return JSON.parse(new TextDecoder().decode(await embedded("data")));
}

const place = document.getElementById("page");
readData()
  .then((data) => showReplay(data, place ?? document.body))
  .then(
    () => {
      document.documentElement.dataset["ready"] = "";
    },
    (error: unknown) => {
      place?.append(
        "This browser cannot show the report: it needs Chrome 109, Firefox 115 or Safari 16.4, or newer ones.",
      );
      throw error;
    },
  );
