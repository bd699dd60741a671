import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import type { CostModel } from "../../src/metering/cost-model.js";
import { instrument } from "../../src/metering/instrument.js";
import { corpus, wasmOf } from "./corpus.js";
import { codeRange } from "./sections.js";
import { wasm } from "./wasm.js";

const seeds = corpus.modules.map(wasmOf).filter((bytes) => bytes.length < 3000);

interface Edit {
  readonly kind: "set" | "insert" | "remove" | "copy";
  readonly at: number;
  readonly value: number;
  /** Whether the code section is aimed at: anywhere else most edits only break the sections' framing. */
  readonly code: boolean;
}

const edits = fc.array(
  fc.record<Edit>({
    kind: fc.constantFrom("set", "set", "set", "insert", "remove", "copy"),
    at: fc.nat(1_000_000),
    value: fc.oneof(fc.nat(255), fc.constantFrom(0x0b, 0x05, 0x0c, 0x0d, 0x04, 0x02, 0x40, 0xfc)),
    code: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Applies the edits; insertions push out the byte at the code's end, so that sizes stay right. */
function mutate(bytes: Uint8Array, changes: readonly Edit[]): Uint8Array {
  const result = Uint8Array.from(bytes);
  const [start, end] = codeRange(bytes);
  for (const { kind, at, value, code } of changes) {
    const from = code ? start : 8;
    const to = code && end > start ? end : result.length;
    const place = from + (at % Math.max(to - from, 1));
    if (kind === "set") result[place] = value;
    else if (kind === "insert") {
      result.copyWithin(place + 1, place, to - 1);
      result[place] = value;
    } else if (kind === "remove") result.copyWithin(place, place + 1, to);
    else result.copyWithin(place, from + ((at + value) % Math.max(to - from, 1)), to);
  }
  return result;
}

/** The metered module, or the code of our own error. */
function tryInstrument(bytes: Uint8Array, costModel: CostModel, profile: boolean) {
  try {
    return instrument(bytes, { costModel, maxMemoryPages: 1000, meter: true, profile }).bytes;
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    expect(error.code).toMatch(/^WK45[0-4]$/);
    return error.code;
  }
}

describe("instrument, on anything", () => {
  it("refuses a mutated module by its own error, or keeps it as valid as it was", () => {
    let valid = 0;
    let checked = 0;
    fc.assert(
      fc.property(
        fc.nat(seeds.length - 1),
        edits,
        fc.constantFrom<CostModel>("classic", "2026"),
        fc.boolean(),
        (seed, changes, costModel, profile) => {
          const bytes = mutate(seeds[seed] ?? new Uint8Array(0), changes);
          const result = tryInstrument(bytes, costModel, profile);
          if (typeof result === "string") return;
          checked += 1;
          const before = wasm.validate(bytes);
          if (before) valid += 1;
          expect(wasm.validate(result)).toBe(before);
        },
      ),
      { numRuns: 20_000 },
    );
    // Both kinds must really occur.
    expect(valid).toBeGreaterThan(500);
    expect(checked - valid).toBeGreaterThan(500);
  });

  it("refuses what V8 accepts only for what its errors name as beyond metering", () => {
    fc.assert(
      fc.property(fc.nat(seeds.length - 1), edits, (seed, changes) => {
        const bytes = mutate(seeds[seed] ?? new Uint8Array(0), changes);
        if (!wasm.validate(bytes)) return;
        const result = tryInstrument(bytes, "classic", false);
        if (typeof result === "string") expect(["WK451", "WK452", "WK453"]).toContain(result);
      }),
      { numRuns: 10_000 },
    );
  });

  it("refuses random bytes", () => {
    const header = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (tail, headed) => {
        const bytes = headed ? Uint8Array.from([...header, ...tail]) : tail;
        const result = tryInstrument(bytes, "2026", false);
        if (typeof result !== "string") expect(wasm.validate(result)).toBe(wasm.validate(bytes));
      }),
      { numRuns: 5_000 },
    );
  });

  it("refuses every truncation of a module, or finds a section's end", () => {
    for (const bytes of seeds.slice(0, 40))
      for (let length = 0; length < bytes.length; length += 1) {
        const cut = bytes.subarray(0, length);
        const result = tryInstrument(cut, "2026", false);
        if (typeof result !== "string") expect(wasm.validate(result)).toBe(wasm.validate(cut));
      }
  });
});
