import {
  parseTransformation,
  type Transformation,
} from "@weightkit/testkit/internal/chain/consumer";
import { join } from "node:path";
import type { Disturbances } from "@weightkit/testkit/internal/chain/hosts/schedule";
import {
  fault,
  throwFaults,
  WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import type { SummaryOptions } from "@weightkit/testkit/internal/metrics/summary-options";
import type { KnownCadences } from "@weightkit/testkit/internal/replay/topic-table";
import type { EngineChoice } from "@weightkit/testkit/internal/runtime/engine-choice";
import type { RuntimeTarget } from "@weightkit/testkit/internal/runtime/versions";
import type { Limits } from "@weightkit/testkit/internal/runtime/limits";
import type { SharedSource } from "@weightkit/testkit/internal/round/http-source";
import type { TruthRoute } from "@weightkit/testkit/internal/round/truth-answerer";
import { calledBy, type Sources } from "../core/source.js";
import type { ReplayValues } from "./replay-values.js";
import { usageErrors } from "../errors/usage-errors.js";
import { shownPath } from "../files/read.js";
import { disturbancesOf } from "./disturbances.js";
import { engineChoice, limitsOf } from "./engine.js";
import { missingHistory, type OnDuplicate } from "./history-settings.js";
import { httpSources } from "./http.js";
import { isBare, permissionsFor, truthRoute } from "./truth-route.js";
import type { Target } from "./target.js";
import { turnsOf, type KnownTurn } from "./turned.js";
import { valueSettings, type ValueSettings } from "./value-settings.js";

/** All that a replay needs in addition to the logic, from options first and the project second. */
export interface ReplaySettings {
  readonly inferences: string;
  readonly truth: string | null;
  readonly workers: string | null;
  /** Whether the workers' file belongs to this history, so that a worker without a name is worth a warning. */
  readonly expectsNames: boolean;
  readonly onDuplicate: OnDuplicate;
  /** The topics to replay; all when empty. */
  readonly chosenTopics: readonly string[];
  /** Table of per-topic settings. */
  readonly topics: string | null;
  /** What all topics share; null only where the table of topics may have it. */
  readonly cadences: KnownCadences;
  readonly route: TruthRoute | null;
  readonly permissions: readonly string[];
  /** Whether the logic is a bare WASM, which comes without a list of permissions. */
  readonly bare: boolean;
  /** The project's file, as shown. */
  readonly project: string | null;
  readonly topic: string;
  readonly values: ValueSettings;
  readonly seed: number;
  readonly limits: Limits;
  readonly runtime: RuntimeTarget;
  /** Share of the rounds whose payload arrives empty. */
  readonly lostPayloads: number;
  readonly engine: EngineChoice;
  /** Where answers come from that are in no truth table. */
  readonly sources: readonly SharedSource[];
  readonly shuffleReputers: boolean;
  readonly disturbances: Disturbances;
  readonly blockSeconds: number;
  /** Leaves the chain's second runs out. */
  readonly singleRuns: boolean;
  /** Table of later changes of stake. */
  readonly stakeChanges: string | null;
  /** Workers that are known to have turned. */
  readonly turns: readonly KnownTurn[];
  /** What the measures cannot know by themselves. */
  readonly measures: SummaryOptions;
}

/**
 * @throws WeightkitError WK105, WK109 and WK126, all at once: settings that neither an option nor a project gives, and values that
 * cannot be; WK111 and WK446 for a recording
 */
export function replaySettings(
  values: ReplayValues,
  sources: Sources,
  target: Target,
  cwd: string,
): ReplaySettings {
  const { project } = target;
  const settings = project?.settings;
  const faults: WeightkitError[] = [];
  const own = (known: string | undefined): string | null =>
    known === undefined || project === null ? null : shownPath(join(project.directory, known), cwd);
  const file = (given: string | undefined, known: string | undefined): string | null =>
    given === undefined ? own(known) : shownPath(given, cwd);
  const topics = file(values.topics, settings?.history.topics);
  const cadence = (
    option: "inference-cadence" | "weight-cadence",
    value: number | undefined,
  ): number | null => {
    if (value === undefined && topics === null) {
      const remedy = `Give --${option} SECONDS, e.g. --${option} 3600`;
      faults.push(missing(`The topic's ${option.replace("-", " ")}`, remedy));
    }
    return value ?? null;
  };
  // A project describes its own history only.
  const ownHistory = values.inferences === undefined;
  const inferences = file(values.inferences, settings?.history.inferences);
  if (inferences === null) faults.push(missingHistory());
  const route = truthRoute(values, target);
  const all = {
    inferences: inferences ?? "",
    truth: file(values.truth, settings?.history.truth),
    workers: file(values.workers, settings?.history.workers),
    expectsNames: values.workers !== undefined || ownHistory,
    onDuplicate:
      values.onDuplicate ?? (ownHistory ? settings?.history.onDuplicate : undefined) ?? "refuse",
    chosenTopics: values.topic,
    topics,
    cadences: {
      inference: cadence(
        "inference-cadence",
        values.inferenceCadence ?? settings?.topic.inferenceCadence,
      ),
      weight: cadence("weight-cadence", values.weightCadence ?? settings?.topic.weightCadence),
    },
    route,
    permissions: permissionsFor(values, target, route),
    bare: isBare(target) && values.permissions !== "request",
    project: own("weightkit.json"),
    topic: settings?.topic.id ?? "1",
    values: valueSettings(values, sources, project, faults),
    seed: values.seed,
    limits: limitsOf(values, target),
    runtime: values.runtime,
    lostPayloads: values.lostPayloads,
    engine: engineChoice(values, target),
    shuffleReputers: values.shuffleReputers,
    disturbances: disturbancesOf(values, sources, faults),
    blockSeconds: values.blockSeconds ?? settings?.economy?.blockSeconds ?? 5,
    singleRuns: values.singleRuns,
    stakeChanges: file(values.stakeChanges, settings?.economy?.stakeChanges),
    turns: turnsOf(values, sources, project, faults),
    measures: { ...measuresOf(values), consumers: consumersOf(values, sources, faults) },
  };
  const { kind } = all.values.model;
  if (values.lossScale !== "absolute" && kind !== "number") {
    const one = `--loss-scale ${values.lossScale}`;
    const why = "Only errors of numbers have scales; other kinds of values have one loss each";
    faults.push(
      fault(usageErrors.conflictingOptions, { one, other: `values of the kind "${kind}"`, why }),
    );
  }
  throwFaults(faults);
  return { ...all, sources: httpSources(values, cwd) };
}

/** @param faults gets WK105 for each that is not a transformation, WK536 for a wrong expression */
function consumersOf(
  { consume }: ReplayValues,
  sources: Sources,
  faults: WeightkitError[],
): Transformation[] {
  return consume.flatMap((value) => {
    const option = calledBy("consume", sources);
    try {
      const transformation = parseTransformation(value);
      if (transformation !== null) return [transformation];
    } catch (error) {
      if (!(error instanceof WeightkitError)) throw error;
      faults.push(new WeightkitError(error, { place: { file: option } }));
      return [];
    }
    const wanted =
      "mean, median, top=COUNT, threshold=SHARE, softmax=TEMPERATURE or expression=EXPRESSION";
    faults.push(fault(usageErrors.badOptionValue, { option, value, wanted }));
    return [];
  });
}

function measuresOf(values: ReplayValues): SummaryOptions {
  const { warmUp, horizon, bestWorkerPart, lossScale } = values;
  return {
    warmUpRounds: warmUp,
    bestWorkerPart,
    lossScale,
    ...(horizon === undefined ? {} : { horizon }),
  };
}

function missing(what: string, remedy: string): WeightkitError {
  return fault(usageErrors.missingOption, { what, remedy });
}
