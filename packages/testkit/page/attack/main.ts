import type { AttackPageData } from "@weightkit/testkit/internal/lab/attack/attack-page";
import { start } from "../start.js";
import { showAttacks } from "./attack-page.js";

function dataOf(json: string): AttackPageData {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- written by the same version of the report
  return JSON.parse(json);
}

start((json, element) => {
  showAttacks(dataOf(json), element);
});
