import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import {
  crossChecked,
  type Difference,
} from "@weightkit/testkit/internal/runtime/external/cross-check";
import type { Engine } from "@weightkit/testkit/internal/runtime/engine";
import { EXTERNAL_ENGINES } from "@weightkit/testkit/internal/runtime/external/external-command";
import { externalEngine } from "@weightkit/testkit/internal/runtime/external/external-engine";
import type { Limits } from "@weightkit/testkit/internal/runtime/limits";
import { v8Engine } from "@weightkit/testkit/internal/runtime/v8/v8-engine";
import type { Input } from "../core/input.js";
import { engineErrors } from "../errors/engine-errors.js";
import type { Target } from "./target.js";

/** The engine that was asked for, and what it finds to differ. */
export interface ChosenEngine {
  readonly engine: Engine;
  /** Whether it is V8 alone, which may run in watched threads. */
  readonly plain: boolean;
  /** The first difference between two engines and how many rounds differ, or null. */
  readonly difference: () => WeightkitError | null;
}

/** The engine of `--engine` and `--cross-check`. */
export function chooseEngine(input: Input): ChosenEngine {
  const live = input.flag("live");
  const first = engineNamed(input.text("engine") ?? "v8", live);
  const other = input.text("cross-check");
  if (other === undefined) {
    return { engine: first, plain: first === v8Engine, difference: () => null };
  }
  const found: { difference: Difference; blockTime: number }[] = [];
  const engine = crossChecked(first, engineNamed(other, live), (difference, { blockTime }) => {
    found.push({ difference, blockTime });
  });
  return { engine, plain: false, difference: () => differenceFault(engine.name, found) };
}

function engineNamed(name: string, live: boolean): Engine {
  const external = EXTERNAL_ENGINES.find((one) => one === name);
  return external === undefined ? v8Engine : externalEngine(external, { live });
}

function differenceFault(
  engines: string,
  found: readonly { difference: Difference; blockTime: number }[],
): WeightkitError | null {
  const [first] = found;
  if (first === undefined) return null;
  const { difference, blockTime } = first;
  const { what, byte, values } = difference;
  const place = byte === null ? {} : { place: { byte } };
  const args = { engines, blockTime, what, values, more: found.length - 1 };
  return fault(engineErrors.enginesDiffer, args, place);
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
