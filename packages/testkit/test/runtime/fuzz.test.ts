import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { loadLogic, logicFromBytes } from "../../src/logic/load.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import type { RunOutcome } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";

const limits = { ...DEFAULT_LIMITS, fuel: 100_000, memoryPages: 64, milliseconds: 2000 };
const guests = ["uniform", "stdin-sum"].map(
  (name) => loadLogic(new URL(`../guests/${name}.wasm`, import.meta.url).pathname).bytes,
);

/** Runs twice; null when the module is refused by a row of the error table. Anything else thrown is a bug. */
function runTwice(bytes: Uint8Array): readonly [RunOutcome, RunOutcome] | null {
  try {
    const prepared = v8Engine.prepare(logicFromBytes("fuzz", bytes), { limits, metered: true });
    return [prepared.run(nothingAsked), prepared.run(nothingAsked)];
  } catch (error) {
    if (error instanceof WeightkitError) return null;
    throw error;
  }
}

// bench/hostile.mjs does ten thousand of these, with memory and time watched.
describe("modules that mean harm", () => {
  it("are refused, or run to an outcome that the same run has again", () => {
    const change = fc.tuple(fc.nat(), fc.nat(255));
    fc.assert(
      fc.property(
        fc.constantFrom(...guests),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (guest, changes) => {
          const bytes = guest.slice();
          for (const [at, byte] of changes) bytes[8 + (at % (bytes.length - 8))] = byte;
          const outcomes = runTwice(bytes);
          if (outcomes === null) return;
          const [first, second] = outcomes;
          // How deep the stack goes is V8's affair, and may differ between a function's first run and its next.
          fc.pre(first.failure?.code !== "WK432" && second.failure?.code !== "WK432");
          expect(second).toEqual(first);
          expect(first.fuel).toBeLessThanOrEqual(limits.fuel);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("are refused when their bytes are of chance", () => {
    const magic = Buffer.from("0061736d01000000", "hex");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(runTwice(bytes)).toBeNull();
        expect(runTwice(Buffer.concat([magic, bytes]))).toBeNull();
      }),
    );
  });
});
