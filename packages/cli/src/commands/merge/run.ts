import { join, resolve } from "node:path";
import type { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { labErrors } from "@weightkit/testkit/internal/errors/lab-errors";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { FolderStore, JoinedStore } from "@weightkit/testkit/internal/lab/sweep/cell-store";
import { readPlans, SWEEP_FILE } from "@weightkit/testkit/internal/lab/sweep/plan-file";
import type { SweepPlan } from "@weightkit/testkit/internal/lab/sweep/plan";
import type { Stage } from "@weightkit/testkit/internal/lab/sweep/stages";
import { copyCells, sweepResult } from "@weightkit/testkit/internal/lab/sweep/sweep";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import { parameterValueText } from "@weightkit/testkit/internal/wasm/parameter";
import type { Context } from "../../core/command.js";
import { MAX_INPUT, readText, shownPath } from "../../files/read.js";
import { showResult } from "../sweep/output.js";
import type { MergeValues } from "./options.js";

/** Missing replays that the error lists. */
const MAX_LISTED = 10;

export function runMerge(values: MergeValues, { ui, cwd, argv }: Context): ExitCode {
  const folders = values.store.map((folder) => resolve(cwd, folder));
  const plan = readPlans(
    folders.map((folder) => {
      const path = join(folder, SWEEP_FILE);
      const name = shownPath(path, cwd);
      return { name, text: readText(path, "a sweep's plan", name, MAX_INPUT.other) };
    }),
  );
  const refuse = (path: string, reason: string): never => {
    throw fault(labErrors.damagedCell, { path: shownPath(path, cwd), reason });
  };
  const stores = new JoinedStore(folders.map((folder) => new FolderStore(folder, refuse)));
  const stage = sweepResult(plan, stores);
  if (values.into !== undefined) {
    // What is damaged there is written anew.
    const target = new FolderStore(resolve(cwd, values.into), () => undefined);
    target.keepPlan(plan);
    copyCells(plan, stores, target);
  }
  if ("score" in stage) return showResult(stage, values, { ui, cwd, argv }, []);
  throw fault(labErrors.missingCells, {
    missing: stage.missing.length,
    cells: stage.cells.length,
    rung: plan.rungs.length === 0 ? null : stage.rung,
    listed: listed(plan, stage),
  });
}

/** `alpha = 0.1 on topic 1`, the first of them. */
function listed(plan: SweepPlan, { missing }: Stage): string {
  const shown = missing.slice(0, MAX_LISTED).map(({ set, topic, seed }) => {
    const values = plan.parameters.map(
      ({ name, type }, i) => `${name} = ${parameterValueText(plan.sets[set]?.[i] ?? 0, type)}`,
    );
    const more = plan.seeds.length === 1 ? "" : `, seed ${seed}`;
    return `${values.join(", ")} on topic ${plan.topics[topic]?.topic ?? ""}${more}`;
  });
  const more = missing.length - shown.length;
  return `${shown.join("; ")}${more > 0 ? `; and ${count(more)} more` : ""}`;
}
