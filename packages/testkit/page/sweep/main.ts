import type { SweepPageData } from "@weightkit/testkit/internal/lab/sweep/sweep-page";
import { start } from "../start.js";
import { showSweep } from "./sweep-page.js";

function dataOf(json: string): SweepPageData {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- written by the same version of the report
  return JSON.parse(json);
}

start((json, element) => {
  showSweep(dataOf(json), element);
});
