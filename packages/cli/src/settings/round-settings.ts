import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SharedSource } from "@weightkit/testkit/internal/round/http-source";
import type { TruthRoute } from "@weightkit/testkit/internal/round/truth-answerer";
import { V8, type EngineChoice } from "@weightkit/testkit/internal/runtime/engine-choice";
import type { RuntimeTarget } from "@weightkit/testkit/internal/runtime/versions";
import type { Limits } from "@weightkit/testkit/internal/runtime/limits";
import { shownPath } from "../files/read.js";
import { limitsOf, type LimitValues } from "./engine.js";
import { httpSources, type HttpValues } from "./http.js";
import type { Target } from "./target.js";
import { permissionsFor, truthRoute, type TruthValues } from "./truth-route.js";

/** What the options of all commands that run one round hold. */
export interface PayloadValues extends LimitValues {
  readonly payload: string | undefined;
  readonly blockTime: number | undefined;
  readonly seed: number;
  readonly permission: readonly string[];
}

/** What the options of a round against recorded truth hold. */
export interface RoundValues extends PayloadValues, TruthValues, HttpValues {
  readonly truth: string | undefined;
}

/** One round on one payload, from options first and the project second. */
export interface RoundSettings {
  /** The payload's file; undefined or `-` for standard input. */
  readonly payload: string | undefined;
  /** UNIX seconds; null when the payload decides. */
  readonly blockTime: number | null;
  readonly seed: number;
  readonly topic: string;
  readonly limits: Limits;
  readonly runtime: RuntimeTarget;
  readonly permissions: readonly string[];
  readonly engine: EngineChoice;
  /** The truth table and where the logic requests it, or null. */
  readonly truth: { readonly path: string; readonly route: TruthRoute } | null;
  /** Where answers come from that are in no truth table. */
  readonly sources: readonly SharedSource[];
}

/**
 * A round on `engine` with recorded truth.
 * @throws WeightkitError WK111 and WK446 for a recording
 */
export function roundSettings(
  values: RoundValues,
  target: Target,
  cwd: string,
  engine: EngineChoice = V8,
): RoundSettings {
  const route = truthRoute(values, target);
  const path = values.truth ?? knownTruth(target);
  return {
    ...common(values, target, route),
    engine,
    truth: route === null || path === null ? null : { path: shownPath(path, cwd), route },
    sources: httpSources(values, cwd),
  };
}

/** A round that only the network answers. */
export function networkRound(values: PayloadValues, target: Target): RoundSettings {
  const sources: SharedSource[] = [{ kind: "live", options: {} }];
  return { ...common(values, target, target.truth), engine: V8, truth: null, sources };
}

function common(
  values: PayloadValues,
  target: Target,
  route: TruthRoute | null,
): Omit<RoundSettings, "engine" | "truth" | "sources"> {
  return {
    payload: values.payload,
    blockTime: values.blockTime ?? null,
    seed: values.seed,
    topic: target.project?.settings.topic.id ?? "1",
    limits: limitsOf(values, target),
    runtime: values.runtime,
    permissions: permissionsFor(values, target, route),
  };
}

/** The project's truth table, when there is one. */
function knownTruth({ project }: Target): string | null {
  if (project === null) return null;
  const path = join(project.directory, project.settings.history.truth);
  return existsSync(path) ? path : null;
}
