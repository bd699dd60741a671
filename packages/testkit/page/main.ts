import type { PageData } from "../src/report/html/page-data.js";
import { onNewer } from "./live.js";
import { showReplay } from "./replay-page.js";
import { start } from "./start.js";

function dataOf(json: string): PageData {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- written by the same version of the report
  return JSON.parse(json);
}

start(async (json, element) => {
  const update = await showReplay(dataOf(json), element);
  onNewer((newer) => update(dataOf(newer)));
});
