import type { AttackPageData } from "@weightkit/testkit/internal/lab/attack/attack-page";
import { counted } from "../../src/report/text/numbers.js";
import { hashed, reproduce } from "../inputs.js";
import { labMain, showLabPage } from "../lab-page.js";
import { adversariesSection } from "./adversaries.js";
import { resultSection } from "./result.js";

/** Shows attacks in an element. */
export function showAttacks(data: AttackPageData, element: HTMLElement): void {
  const { document } = data;
  const { logic, design, worlds, worker, victim } = document;
  showLabPage(labMain(element), {
    eyebrow: "Attacks",
    title: logic,
    about: `${counted(worlds, "made-up world")} of ${counted(design.workers, "worker")} and ${counted(design.sets, "set")} · worker ${worker + 1} turns adversary${victim === undefined ? "" : ` · worker ${victim + 1} is the victim`}`,
    sections: [
      ["Result", resultSection(document)],
      ["Adversaries", adversariesSection(document)],
      ["Reproduce", reproduceSection(data)],
    ],
    charts: [],
  });
}

function reproduceSection(data: AttackPageData): HTMLElement {
  const { sha256, document } = data;
  const { logic, design, worlds, worker, victim, seed, plan } = document;
  return reproduce(
    data,
    [
      ["logic", hashed({ name: logic, sha256 })],
      ["worlds", `${counted(worlds, "world")}, seeds ${seed} to ${seed + worlds - 1}`],
      [
        "design",
        `${counted(design.workers, "worker")} with errors of ${design.bestError} and ${design.errorStep} more each; truth from ${design.level} in steps of ${design.step}`,
      ],
      ["adversary", `worker ${worker + 1}`],
      ...(victim === undefined ? [] : [["victim", `worker ${victim + 1}`] as const]),
      ...(plan === undefined ? [] : [["plan", JSON.stringify(plan)] as const]),
    ],
    {
      key: `attack-${sha256.slice(0, 12)}`,
      title: `Attacks on ${logic}`,
      how: data.madeBy,
      notes: [`logic SHA-256 ${sha256}`],
      ends: [`seed ${seed}`],
    },
  );
}
