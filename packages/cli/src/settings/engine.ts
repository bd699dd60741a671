import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { V8, type EngineChoice } from "@weightkit/testkit/internal/runtime/engine-choice";
import type { Differences } from "@weightkit/testkit/internal/runtime/external/cross-check";
import { EXTERNAL_ENGINES } from "@weightkit/testkit/internal/runtime/external/external-command";
import type { B7sOptions } from "@weightkit/testkit/internal/runtime/b7s/b7s-engine";
import { directoryCid } from "@weightkit/testkit/internal/logic/unixfs";
import type { RuntimeTarget } from "@weightkit/testkit/internal/runtime/versions";
import type { Limits } from "@weightkit/testkit/internal/runtime/limits";
import { engineErrors } from "../errors/engine-errors.js";
import { usageErrors } from "../errors/usage-errors.js";
import { below } from "../publish/plan.js";
import type { Target } from "./target.js";

export interface EngineValues {
  readonly engine: string;
  readonly crossCheck: string | undefined;
  readonly live: boolean;
  readonly head: string | undefined;
  readonly subgroup: string | undefined;
  readonly functionId: string | undefined;
  readonly concurrency: number;
}

/**
 * The engine of `--engine` and `--cross-check`.
 * @throws WeightkitError WK109 when a b7s network's head node or the function's id is not known, WK710 for a wrong address
 */
export function engineChoice(
  values: EngineValues,
  target: Pick<Target, "logic" | "packageFiles">,
): EngineChoice {
  const first = engineNamed(values.engine, values, target);
  const { crossCheck } = values;
  if (crossCheck === undefined) return first;
  return { kind: "cross-check", first, second: engineNamed(crossCheck, values, target) };
}

function engineNamed(
  name: string,
  values: EngineValues,
  target: Pick<Target, "logic" | "packageFiles">,
): EngineChoice {
  const { live } = values;
  if (name === "b7s") return { kind: "b7s", options: b7sOptions(values, target) };
  const external = EXTERNAL_ENGINES.find((one) => one === name);
  return external === undefined ? V8 : { kind: "external", name: external, options: { live } };
}

function b7sOptions(
  { head, subgroup, functionId, concurrency, live }: EngineValues,
  { logic, packageFiles }: Pick<Target, "logic" | "packageFiles">,
): B7sOptions {
  if (head === undefined) {
    const remedy = "Give --head URL, e.g. --head http://localhost:6000";
    throw fault(usageErrors.missingOption, { what: "The head node", remedy });
  }
  const files = functionId === undefined ? packageFiles() : null;
  const known = functionId ?? (files === null ? undefined : directoryCid(files));
  if (known === undefined) {
    const remedy = "Give --function-id ID, or a package instead of the WASM";
    throw fault(usageErrors.missingOption, { what: "The function's id", remedy });
  }
  return {
    head: below(head, ""),
    functionId: known,
    method: `${logic.name}.wasm`,
    ...(subgroup === undefined ? {} : { subgroup }),
    concurrency,
    live,
  };
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
