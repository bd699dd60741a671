import { expect, it } from "vitest";
import type { Engine, PreparedLogic } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { prepareWatched } from "../../src/runtime/prepare-watched.js";
import { start } from "../support/run.js";
import { watLogic } from "../support/wat.js";

const heartbeat = { begin: () => undefined, end: () => undefined };
const OPTIONS = { limits: DEFAULT_LIMITS, metered: true, guard: "none", heartbeat } as const;

/** An engine that counts what it prepares. */
function counting(): Engine & { readonly prepared: PreparedLogic[] } {
  const prepared: PreparedLogic[] = [];
  return {
    name: "counting",
    prepared,
    prepare: (logic) => {
      const one: PreparedLogic = { logic, run: () => Promise.reject(new Error("not run")) };
      prepared.push(one);
      return one;
    },
  };
}

it("prepares a logic once while engine and options are the same", () => {
  const engine = counting();
  const [logic, other] = [watLogic(start("nop")), watLogic(start("nop"))];
  const first = prepareWatched(engine, logic, OPTIONS);
  expect(prepareWatched(engine, logic, { ...OPTIONS, limits: { ...DEFAULT_LIMITS } })).toBe(first);
  expect(engine.prepared).toHaveLength(1);
  const limits = { ...DEFAULT_LIMITS, milliseconds: 7 };
  for (const changed of [
    () => prepareWatched(engine, other, OPTIONS),
    () => prepareWatched(engine, logic, { ...OPTIONS, limits }),
    () => prepareWatched(engine, logic, { ...OPTIONS, runtime: "0.3.1" }),
    () => prepareWatched(engine, logic, { ...OPTIONS, heartbeat: { ...heartbeat } }),
  ]) {
    const before = engine.prepared.length;
    expect(changed()).not.toBe(first);
    expect(engine.prepared).toHaveLength(before + 1);
  }
  const another = counting();
  prepareWatched(another, logic, OPTIONS);
  expect(another.prepared).toHaveLength(1);
});
