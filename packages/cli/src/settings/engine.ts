import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { V8, type EngineChoice } from "@weightkit/testkit/internal/runtime/engine-choice";
import type { Differences } from "@weightkit/testkit/internal/runtime/external/cross-check";
import { EXTERNAL_ENGINES } from "@weightkit/testkit/internal/runtime/external/external-command";
import type { RuntimeTarget } from "@weightkit/testkit/internal/runtime/versions";
import type { Limits } from "@weightkit/testkit/internal/runtime/limits";
import { engineErrors } from "../errors/engine-errors.js";
import type { Target } from "./target.js";

export interface EngineValues {
  readonly engine: string;
  readonly crossCheck: string | undefined;
  readonly live: boolean;
}

/** The engine of `--engine` and `--cross-check`. */
export function engineChoice({ engine, crossCheck, live }: EngineValues): EngineChoice {
  const first = engineNamed(engine, live);
  if (crossCheck === undefined) return first;
  return { kind: "cross-check", first, second: engineNamed(crossCheck, live) };
}

function engineNamed(name: string, live: boolean): EngineChoice {
  const external = EXTERNAL_ENGINES.find((one) => one === name);
  return external === undefined ? V8 : { kind: "external", name: external, options: { live } };
}

/** That two engines differ, as an error; null when they do not. */
export function differenceFault(differences: Differences | null): WeightkitError | null {
  if (differences === null) return null;
  const { engines, first, blockTime, runs, incomparable } = differences;
  const { what, byte, values } = first;
  const place = byte === null ? {} : { place: { byte } };
  return fault(
    engineErrors.enginesDiffer,
    { engines, blockTime, what, values, more: runs - 1, incomparable },
    place,
  );
}

export interface LimitValues {
  readonly fuel: number | undefined;
  readonly memoryPages: number | undefined;
  readonly timeLimit: number | undefined;
  /** The bls-runtime to be like. */
  readonly runtime: RuntimeTarget;
}

/** The target's limits with those of `--fuel`, `--memory-pages` and `--time-limit` in their place. */
export function limitsOf(values: LimitValues, { limits }: Target): Limits {
  return {
    ...limits,
    fuel: values.fuel ?? limits.fuel,
    memoryPages: values.memoryPages ?? limits.memoryPages,
    milliseconds: values.timeLimit ?? limits.milliseconds,
  };
}
