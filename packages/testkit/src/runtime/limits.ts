import { runtimeErrors } from "../errors/runtime-errors.js";
import { fault, throwFaults } from "../errors/weightkit-error.js";

/** A run's limits. The first two are the node's (`limited_fuel`, `limited_memory`), the rest guard the harness. */
export interface Limits {
  /** Fuel units, or null for no limit. */
  readonly fuel: number | null;
  /** 64 KiB pages, or null for no limit but WebAssembly's own. */
  readonly memoryPages: number | null;
  /** Wall-clock milliseconds before a run is killed. */
  readonly milliseconds: number;
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  readonly httpBodyBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  fuel: 1_000_000_000,
  memoryPages: 1024,
  milliseconds: 10_000,
  stdoutBytes: 4 << 20,
  stderrBytes: 1 << 20,
  httpBodyBytes: 4 << 20,
};

/** The most that the engine can hold a run to: 4 GiB of memory, exact numbers, Node's longest timer. */
export const MAX_LIMITS: Readonly<Record<keyof Limits, number>> = {
  fuel: Number.MAX_SAFE_INTEGER,
  memoryPages: 65_536,
  milliseconds: 2 ** 31 - 1,
  stdoutBytes: 256 << 20,
  stderrBytes: 256 << 20,
  httpBodyBytes: 256 << 20,
};

/** @throws WeightkitError WK419, one for each limit that the engine cannot keep */
export function checkLimits(limits: Limits): void {
  throwFaults(
    Object.entries(MAX_LIMITS).flatMap(([name, most]) => {
      const value: unknown = Reflect.get(limits, name);
      if (value === null) return [];
      const number = typeof value === "number" ? value : NaN;
      if (number >= 0 && number <= most) return [];
      return [fault(runtimeErrors.badLimit, { name, value: number, most })];
    }),
  );
}
