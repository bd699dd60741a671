import { join } from "node:path";
import type { Disturbances } from "@weightkit/testkit/internal/chain/schedule";
import {
  fault,
  throwFaults,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import type { SummaryOptions } from "@weightkit/testkit/internal/metrics/summary-options";
import type { Cadences } from "@weightkit/testkit/internal/replay/plan";
import type { TruthRoute } from "@weightkit/testkit/internal/round/truth-answerer";
import type { Input } from "../core/input.js";
import { usageErrors } from "../errors/usage-errors.js";
import { shownPath } from "../files/read.js";
import { prefixFor } from "../project/lint.js";
import { disturbancesOf } from "./disturbances.js";
import type { Target } from "./target.js";
import { turnsOf, type SaidTurn } from "./turned.js";
import { valueSettings, type ValueSettings } from "./value-settings.js";

/** All that a replay needs beside the logic, from options first and the project second. */
export interface ReplaySettings {
  readonly inferences: string;
  readonly truth: string | null;
  readonly workers: string | null;
  /** Table of what topics have of their own. */
  readonly topics: string | null;
  readonly cadences: Cadences;
  readonly route: TruthRoute | null;
  readonly permissions: readonly string[];
  /** Whether the logic is a bare WASM, which comes without a list of permissions. */
  readonly bare: boolean;
  /** The project's file, as shown. */
  readonly project: string | null;
  readonly topic: string;
  readonly values: ValueSettings;
  readonly seed: number;
  readonly disturbances: Disturbances;
  /** Workers that are said to have turned. */
  readonly turns: readonly SaidTurn[];
  /** What the measures are told besides. */
  readonly measures: SummaryOptions;
}

/**
 * @throws WeightkitError WK105, WK108, WK109 and WK126, all at once: what is given neither by an option nor by a project, and what
 * options say that cannot be
 */
export function replaySettings(input: Input, target: Target, cwd: string): ReplaySettings {
  const settings = target.project?.settings;
  const faults: WeightkitError[] = [];
  const file = (option: string, known: string | undefined): string | null => {
    const given = input.text(option);
    if (given !== undefined) return shownPath(given, cwd);
    return known === undefined || target.project === null
      ? null
      : shownPath(join(target.project.directory, known), cwd);
  };
  const cadence = (option: string, known: number | undefined): number => {
    const value = input.number(option) ?? known;
    if (value === undefined) {
      const remedy = `Give --${option} SECONDS, e.g. --${option} 3600`;
      faults.push(missing(`The topic's ${option.replace("-", " ")}`, remedy));
    }
    return value ?? 0;
  };
  const inferences = file("inferences", settings?.history.inferences);
  if (inferences === null) {
    const remedy = "Give --inferences FILE (timestamp,worker,value), and --truth FILE";
    faults.push(missing("The history", remedy));
  }
  const route = truthRoute(input, target);
  const all: ReplaySettings = {
    inferences: inferences ?? "",
    truth: file("truth", settings?.history.truth),
    workers: file("workers", settings?.history.workers),
    topics: file("topics", settings?.history.topics),
    cadences: {
      inference: cadence("inference-cadence", settings?.topic.inferenceCadence),
      weight: cadence("weight-cadence", settings?.topic.weightCadence),
    },
    route,
    permissions: permissionsFor(input, target, route),
    bare: isBare(target),
    project:
      target.project === null
        ? null
        : shownPath(join(target.project.directory, "weightkit.json"), cwd),
    topic: settings?.topic.id ?? "1",
    values: valueSettings(input, target.project, faults),
    seed: input.number("seed") ?? 1,
    disturbances: disturbancesOf(input, faults),
    turns: turnsOf(input, target.project, faults),
    measures: measuresOf(input),
  };
  throwFaults(faults);
  return all;
}

function measuresOf(input: Input): SummaryOptions {
  const warmUpRounds = input.number("warm-up");
  const horizon = input.number("horizon");
  const bestWorkerPart = input.number("best-worker-part");
  return {
    ...(warmUpRounds === undefined ? {} : { warmUpRounds }),
    ...(horizon === undefined ? {} : { horizon }),
    ...(bestWorkerPart === undefined ? {} : { bestWorkerPart }),
  };
}

/** Where truth is asked for, by option or project; null when nobody says. */
export function truthRoute(input: Input, target: Target): TruthRoute | null {
  const url = input.text("truth-url") ?? target.truth?.url;
  if (url === undefined) return null;
  return { url, pointer: input.text("truth-pointer") ?? target.truth?.pointer ?? "" };
}

/** Bare WASM comes with no permissions: the truth's own host is then allowed, since nothing else was said. */
export function permissionsFor(input: Input, target: Target, route: TruthRoute | null): string[] {
  const given = [...target.permissions, ...input.texts("permission")];
  return isBare(target) && route !== null ? [...given, prefixFor(route.url)] : given;
}

function isBare({ project, logic }: Target): boolean {
  return project === null && logic.manifest === null;
}

function missing(what: string, remedy: string): WeightkitError {
  return fault(usageErrors.missingOption, { what, remedy });
}
