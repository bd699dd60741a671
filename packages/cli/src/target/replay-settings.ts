import { join } from "node:path";
import { fault } from "@weightkit/testkit/errors/weightkit-error";
import type { Cadences } from "@weightkit/testkit/replay/plan";
import type { TruthRoute } from "@weightkit/testkit/runtime/truth-answerer";
import type { Input } from "../commands/input.js";
import { usageErrors } from "../errors/usage-errors.js";
import { shownPath } from "../files/read.js";
import { prefixFor } from "../project/lint.js";
import type { Target } from "./target.js";

/** All that a replay needs beside the logic, from options first and the project second. */
export interface ReplaySettings {
  readonly inferences: string;
  readonly truth: string | null;
  readonly workers: string | null;
  readonly cadences: Cadences;
  readonly route: TruthRoute | null;
  readonly permissions: readonly string[];
  readonly topic: string;
  readonly valueScale: number;
  readonly seed: number;
}

/**
 * @throws WeightkitError WK109 when something is given neither by an option nor by a project
 */
export function replaySettings(input: Input, target: Target, cwd: string): ReplaySettings {
  const settings = target.project?.settings;
  const file = (option: string, known: string | undefined): string | null => {
    const given = input.text(option);
    if (given !== undefined) return shownPath(given, cwd);
    return known === undefined || target.project === null
      ? null
      : shownPath(join(target.project.directory, known), cwd);
  };
  const inferences = file("inferences", settings?.history.inferences);
  if (inferences === null) {
    throw missing(
      "The history",
      "give --inferences FILE (timestamp,worker,value), and --truth FILE",
    );
  }
  const route = truthRoute(input, target);
  return {
    inferences,
    truth: file("truth", settings?.history.truth),
    workers: file("workers", settings?.history.workers),
    cadences: {
      inference: cadence(input, "inference-cadence", settings?.topic.inferenceCadence),
      weight: cadence(input, "weight-cadence", settings?.topic.weightCadence),
    },
    route,
    permissions: permissionsFor(input, target, route),
    topic: settings?.topic.id ?? "1",
    valueScale: input.number("value-scale") ?? settings?.topic.valueScale ?? 1,
    seed: input.number("seed") ?? 1,
  };
}

function cadence(input: Input, option: string, known: number | undefined): number {
  const value = input.number(option) ?? known;
  if (value !== undefined) return value;
  throw missing(
    `The topic's ${option.replace("-", " ")}`,
    `give --${option} SECONDS, e.g. --${option} 3600`,
  );
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
  const bare = target.project === null && target.logic.manifest === null;
  return bare && route !== null ? [...given, prefixFor(route.url)] : given;
}

function missing(what: string, remedy: string): Error {
  const sentence = `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}`;
  return fault(usageErrors.missingOption, { what, remedy: sentence });
}
