import { withLogicParameters } from "../../logic/with-parameters.js";
import type { SummaryOptions } from "../../metrics/summary-options.js";
import { runCounter } from "../../replay/lost-run.js";
import type { TopicPlan } from "../../replay/plan.js";
import { replayInThread } from "../../replay/topic-job.js";
import { V8 } from "../../runtime/engine-choice.js";
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

/** The job of {@link cellJob}: replays cell after cell and sends each result as it comes. */
export async function runCellsInThread(
  { plan, measures, cells }: CellJobInput,
  context: JobContext<CellDone>,
): Promise<null> {
  const known = availability(plan);
  // The same for all cells of a job, so judged with the first.
  let median: Float64Array | null = null;
  for (const [i, { key, seed, values }] of cells.entries()) {
    const logic = withLogicParameters(plan.logic, values);
    const fold = new LossFold(measures, i === 0);
    const input = {
      plan: { ...plan, logic, seed },
      ...{ engine: V8, sources: [], watched: true, selection: null },
      ...{ begun: runCounter(), lost: null },
    };
    await replayInThread(input, {
      heartbeat: context.heartbeat,
      send: (message) => {
        if (message.kind !== "facts") return;
        for (const fact of message.facts) fold.add(fact);
      },
    });
    const { timestamps, weighted, equal, failedRounds, failure } = fold;
    if (i === 0) ({ median } = fold);
    context.send({
      key,
      result: { losses: weighted, failedRounds, failure },
      base: {
        timestamps,
        availableAt: timestamps.map((time) => known.get(time) ?? Infinity),
        ...{ equal, median },
      },
    });
  }
  return null;
}

function availability({ history: { truth } }: TopicPlan): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  for (let i = 0; i < truth.length; i += 1) {
    known.set(truth.timestamps[i] ?? 0, truth.availableAt[i] ?? Infinity);
  }
  return known;
}
