import type { Evaluation } from "@weightkit/testkit/internal/metrics/evaluate";
import type { ReplaySummary } from "@weightkit/testkit/internal/metrics/summary";
import type { CrowdResult } from "@weightkit/testkit/internal/lab/snapshot/crowd-job";
import { counted } from "@weightkit/testkit/internal/report/text/numbers";
import { exact, measured, type Entry, type Scenario, type Snapshot } from "./snapshot.js";

/** What a snapshot is made of. */
export interface SnapshotFacts {
  /** Size of the WASM. */
  readonly bytes: number;
  readonly evaluation: Evaluation;
  /** Pages of memory at most, by topic. */
  readonly memory: ReadonlyMap<string, number>;
  readonly crowds: readonly CrowdResult[];
}

export function snapshotOf({ bytes, evaluation, memory, crowds }: SnapshotFacts): Snapshot {
  return [
    { name: "logic", entries: [measured("bytes", bytes)] },
    ...evaluation.topics.map((topic) => topicScenario(topic, memory.get(topic.topic) ?? 0)),
    ...crowds.map(crowdScenario),
  ];
}

function topicScenario(summary: ReplaySummary, memoryPages: number): Scenario {
  const { topic, verdict, errors, loss, rounds, failures, fuel, against } = summary;
  const skills = verdict.stated.flatMap((name): Entry[] => {
    const skill = against[name]?.skill ?? null;
    return skill === null ? [] : [measured(`skill against ${wordOf(name)}`, skill)];
  });
  const losses = Object.entries(errors).flatMap(([name, error]): Entry[] =>
    error === null ? [] : [measured(`${loss}, ${wordOf(name)}`, error)],
  );
  return {
    name: `history, topic ${topic}`,
    entries: [
      exact(
        "verdict",
        verdict.about === "baselines" ? CONCLUSIONS[verdict.conclusion] : verdict.about,
      ),
      exact("strongest baseline", wordOf(verdict.strongest ?? "none")),
      ...skills,
      ...losses,
      exact("rounds", rounds.ran),
      exact("second runs", rounds.second),
      exact("failed rounds", rounds.failed),
      ...failures.map(({ code, rounds: often, secondRuns }) =>
        exact(`failed with ${code === "" ? "an exit code" : code}`, often + secondRuns),
      ),
      ...(fuel === null
        ? []
        : [measured("fuel a round", fuel.mean), measured("fuel at most", fuel.most)]),
      measured("memory pages at most", memoryPages),
    ],
  };
}

const CONCLUSIONS = {
  better: "better, beyond chance",
  worse: "worse, beyond chance",
  open: "could be chance",
} as const;

/** `weighted median` for `weightedMedian`. */
function wordOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function crowdScenario({ workers, result, fuel, memoryPages }: CrowdResult): Scenario {
  return {
    name: `round of ${counted(workers, "worker")}`,
    entries: [
      exact("result", result),
      ...(fuel === null ? [] : [measured("fuel", fuel)]),
      measured("memory pages", memoryPages),
    ],
  };
}
