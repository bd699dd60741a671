import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { V8, type EngineChoice } from "@weightkit/testkit/internal/runtime/engine-choice";
import type { Differences } from "@weightkit/testkit/internal/runtime/external/cross-check";
import { EXTERNAL_ENGINES } from "@weightkit/testkit/internal/runtime/external/external-command";
import type { Limits } from "@weightkit/testkit/internal/runtime/limits";
import type { Input } from "../core/input.js";
import { engineErrors } from "../errors/engine-errors.js";
import type { Target } from "./target.js";

/** The engine of `--engine` and `--cross-check`. */
export function engineChoice(input: Input): EngineChoice {
  const live = input.flag("live");
  const first = engineNamed(input.text("engine") ?? "v8", live);
  const other = input.text("cross-check");
  if (other === undefined) return first;
  return { kind: "cross-check", first, second: engineNamed(other, live) };
}

function engineNamed(name: string, live: boolean): EngineChoice {
  const external = EXTERNAL_ENGINES.find((one) => one === name);
  return external === undefined ? V8 : { kind: "external", name: external, options: { live } };
}

/** That two engines differ, as an error; null when they do not. */
export function differenceFault(differences: Differences | null): WeightkitError | null {
  if (differences === null) return null;
  const { engines, first, blockTime, runs } = differences;
  const { what, byte, values } = first;
  const place = byte === null ? {} : { place: { byte } };
  return fault(
    engineErrors.enginesDiffer,
    { engines, blockTime, what, values, more: runs - 1 },
    place,
  );
}

/** The target's limits with those of `--fuel`, `--memory-pages` and `--time-limit` in their place. */
export function limitsOf(input: Input, { limits }: Target): Limits {
  return {
    ...limits,
    fuel: input.number("fuel") ?? limits.fuel,
    memoryPages: input.number("memory-pages") ?? limits.memoryPages,
    milliseconds: input.number("time-limit") ?? limits.milliseconds,
  };
}
