import type { SummaryOptions } from "../../metrics/summary-options.js";
import { replayTopic } from "../../replay/drive.js";
import type { TopicPlan } from "../../replay/plan.js";
import { reputerAnswers } from "../../replay/reputer-answers.js";
import { truthAnswerer } from "../../round/truth-answerer.js";
import { DEFAULT_LIMITS } from "../../runtime/limits.js";
import { ParameterFamily } from "../../runtime/v8/parameter-family.js";
import { v8Engine } from "../../runtime/v8/v8-engine.js";
import { DEFAULT_RUNTIME } from "../../runtime/versions.js";
import type { JobContext, JobReference } from "../../threads/job.js";
import type { CellBase, CellResult } from "./cell.js";
import { LossFold } from "./loss-fold.js";

/** Some cells of one topic's history up to one time, as plain data. */
export interface CellJobInput {
  readonly plan: TopicPlan;
  readonly measures: SummaryOptions;
  readonly cells: readonly {
    readonly key: string;
    readonly seed: number;
    /** Values of parameters by name. */
    readonly values: ReadonlyMap<string, number>;
  }[];
  /** How many cells were taken so far: shared by all threads that have the same cells, each of which takes the next. */
  readonly taken: Int32Array;
  /** Index of the cell that this thread is at, shared with whoever waits for it. */
  readonly current: Int32Array;
}

/** A finished cell. */
export interface CellDone {
  readonly key: string;
  readonly result: CellResult;
  readonly base: CellBase;
}

export const cellJob: JobReference<CellJobInput, CellDone, null> = {
  module: "@weightkit/testkit/internal/lab/sweep/cell-job",
  name: "runCellsInThread",
};

/** The job of {@link cellJob}: replays cells that no other thread has taken, and sends each result as it comes. */
export function runCellsInThread(
  { plan, measures, cells, taken, current }: CellJobInput,
  context: JobContext<CellDone>,
): null {
  const known = availability(plan);
  const { limits = DEFAULT_LIMITS, route = null, runtime = DEFAULT_RUNTIME } = plan;
  const { heartbeat } = context;
  const family = new ParameterFamily(plan.logic, {
    ...{ limits, runtime, metered: true, guard: "none", heartbeat },
  });
  const http = route === null ? () => null : truthAnswerer(plan.history.truth, route);
  const host = { engine: v8Engine.name, http, httpOf: reputerAnswers(plan, http) };
  // The same for all cells, so judged with the first.
  let median: Float64Array | null | undefined;
  for (;;) {
    const at = Atomics.add(taken, 0, 1);
    const next = cells[at];
    if (next === undefined) return null;
    Atomics.store(current, 0, at);
    const { key, seed, values } = next;
    heartbeat.begin("preparation");
    const logic = family.member(values);
    heartbeat.end();
    const fold = new LossFold(measures, median === undefined);
    const cell = { ...plan, logic: logic.logic, seed };
    for (const fact of replayTopic(cell, { ...host, logic })) fold.add(fact);
    const { timestamps, weighted, equal, rounds, failedRounds, failure, answers } = fold;
    if (median === undefined) ({ median } = fold);
    context.send({
      key,
      result: { losses: weighted, rounds, failedRounds, failure },
      base: {
        timestamps,
        availableAt: timestamps.map((time) => known.get(time) ?? Infinity),
        ...{ equal, median, answers },
      },
    });
  }
}

function availability({ history: { truth } }: TopicPlan): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  for (let i = 0; i < truth.length; i += 1) {
    known.set(truth.timestamps[i] ?? 0, truth.availableAt[i] ?? Infinity);
  }
  return known;
}
