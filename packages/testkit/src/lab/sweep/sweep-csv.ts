import { row } from "../../report/csv/csv-text.js";
import { parameterValueText } from "../../wasm/parameter.js";
import type { SweepResult } from "./sweep.js";

/** One line a parameter set, in the plan's order. */
export function sweepCsv({ plan, sets }: SweepResult): string {
  const head = [
    ...plan.parameters.map(({ name }) => name),
    ...["mean_loss", "skill", "failed_rounds", "dropped_at"],
  ];
  const lines = sets.map(({ values, meanLoss, skill, failedRounds, droppedAt }) => [
    ...plan.parameters.map(({ type }, i) => parameterValueText(values[i] ?? 0, type)),
    ...[meanLoss, skill, failedRounds, droppedAt],
  ]);
  return [head, ...lines].map(row).join("");
}
