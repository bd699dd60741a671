import type { ComparePageData } from "@weightkit/testkit/internal/lab/compare/compare-page";
import { start } from "../start.js";
import { showComparison } from "./compare-page.js";

function dataOf(json: string): ComparePageData {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- written by the same version of the report
  return JSON.parse(json);
}

start((json, element) => {
  showComparison(dataOf(json), element);
});
