import { cellsOf, type Cell } from "./cell.js";
import type { CellStore } from "./cell-store.js";
import { lossTable, type SweptLosses } from "./loss-table.js";
import { areAlike } from "./score.js";
import type { SweepPlan } from "./plan.js";
import { mean } from "../../numbers/sum.js";

/** How far a sweep is: the stage whose cells can be computed now. */
export interface Stage {
  /** Rungs of successive halving before it. */
  readonly rung: number;
  /** Its parameter sets. */
  readonly sets: readonly number[];
  readonly cells: readonly Cell[];
  /** Those of its cells that are not there yet; where there are none, the sweep is complete. */
  readonly missing: readonly Cell[];
  /** By index of a parameter set: the rung that it did not survive. */
  readonly dropped: ReadonlyMap<number, number>;
  /** Whether all its parameter sets lost the same on every set, and so did those of each rung before. */
  readonly alike: boolean;
  /** The losses of a complete sweep. */
  readonly table: SweptLosses | null;
}

/** The stages up to the first that is not complete. Every stage but the last decides which parameter sets go on. */
export function stagesOf(plan: SweepPlan, store: CellStore): Stage[] {
  let sets: readonly number[] = plan.sets.map((_, set) => set);
  const dropped = new Map<number, number>();
  const stages: Stage[] = [];
  let alike = true;
  for (const [rung, { until, keep }] of [...plan.rungs, FULL].entries()) {
    const cells = cellsOf(plan, sets, until);
    const missing = cells.filter((cell) => !has(store, cell));
    const table = missing.length > 0 ? null : lossTable(plan, sets, until, store);
    alike &&= table?.sets.length === sets.length && areAlike(table.losses);
    const whole = until === null ? table : null;
    stages.push({ rung, sets, cells, missing, dropped, alike, table: whole });
    if (table === null || until === null) break;
    const going = new Set(bestOf(table, keep));
    for (const set of sets) if (!going.has(set)) dropped.set(set, rung);
    sets = sets.filter((set) => going.has(set));
  }
  return stages;
}

/** The first stage that is not complete, or the last. */
export function stageOf(plan: SweepPlan, store: CellStore): Stage {
  const stage = stagesOf(plan, store).at(-1);
  if (stage === undefined) throw new RangeError("a sweep has at least one stage");
  return stage;
}

const FULL = { until: null, keep: Infinity };

function has(store: CellStore, { key, baseKey }: Cell): boolean {
  return store.result(key) !== null && store.base(baseKey) !== null;
}

/** The parameter sets with the smallest mean losses, of equals the first. */
function bestOf({ sets, losses }: SweptLosses, keep: number): number[] {
  return sets
    .map((set, i) => ({ set, loss: mean(losses[i] ?? []) ?? Infinity }))
    .sort((a, b) => a.loss - b.loss || a.set - b.set)
    .slice(0, keep)
    .map(({ set }) => set);
}
