import type { PageData } from "../src/report/html/page-data.js";
import { start } from "./start.js";
import { showReplay } from "./replay-page.js";

function dataOf(json: string): PageData {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- written by the same version of the report
  return JSON.parse(json);
}

start((json, element) => showReplay(dataOf(json), element));
