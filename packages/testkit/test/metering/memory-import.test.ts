import { describe, expect, it } from "vitest";
import { instrument } from "../../src/metering/instrument.js";
import { GuestMemory } from "../../src/runtime/host/guest-memory.js";
import { wat } from "../support/wat.js";
import { corpus, stdinOf, wasmOf } from "./corpus.js";
import { AMPLE, runMetered } from "./guest.js";
import { wasm } from "./wasm.js";
import { switchOnNewerWasm } from "./newer-wasm.js";

switchOnNewerWasm();

const OPTIONS = { costModel: "classic", maxMemoryPages: 1024, meter: true } as const;

function imported(text: string, maxMemoryPages: number | null = 1024) {
  return instrument(wat(text), { ...OPTIONS, maxMemoryPages, importMemory: 4 });
}

function importsOf(bytes: Uint8Array) {
  return wasm.Module.imports(new wasm.Module(bytes)).map(({ module, name }) => `${module}.${name}`);
}

describe("a memory that is imported", () => {
  it("is asked for by its own limits, before all other imports", () => {
    const { bytes, memory } = imported(
      `(module (import "env" "f" (func)) (memory (export "m") 2 9))`,
    );
    expect(memory).toEqual({ initial: 2, maximum: 9 });
    expect(importsOf(bytes)).toEqual(["weightkit.memory", "env.f"]);
  });

  it("may be in a module that imports nothing, and have no maximum", () => {
    const { bytes, memory } = imported("(module (memory 0))", null);
    expect(memory).toEqual({ initial: 0, maximum: null });
    expect(importsOf(bytes)).toEqual(["weightkit.memory"]);
  });

  it.each([
    ["there is none", "(module)"],
    ["it is imported anyway", `(module (import "env" "memory" (memory 1)))`],
    ["it is shared", "(module (memory 1 2 shared))"],
    ["it starts large", "(module (memory 5))"],
    ["there are two", "(module (memory 1) (memory 1))"],
  ])("stays as it is when %s", (_, text) => {
    const bytes = wat(text);
    const options = { ...OPTIONS, meter: false, maxMemoryPages: null };
    expect(instrument(bytes, { ...options, importMemory: 4 })).toMatchObject({
      bytes,
      memory: null,
    });
  });

  it("stays invalid when the section has bytes left over", () => {
    const bytes = wat("(module (memory 1))");
    const at = bytes.indexOf(5, 8);
    // One byte more than the one memory needs.
    const longer = Uint8Array.of(...bytes.subarray(0, at), 5, 4, 1, 0, 1, 0);
    const { bytes: rewritten } = instrument(longer, {
      ...{ ...OPTIONS, meter: false, maxMemoryPages: null },
      importMemory: 4,
    });
    expect(wasm.validate(rewritten)).toBe(false);
  });
});

it("gives every module of the corpus the same fuel and results, one run after the other", () => {
  let lent = 0;
  for (const entry of corpus.modules) {
    const { classic } = entry;
    if ("invalid" in classic) continue;
    const metered = instrument(wasmOf(entry), {
      ...OPTIONS,
      maxMemoryPages: null,
      importMemory: 16,
    });
    const memory = GuestMemory.of(metered);
    if (memory === null) continue;
    const module = new wasm.Module(metered.bytes);
    const { verdict, fuel, value, digest } = classic;
    for (let run = 0; run < 2; run += 1) {
      const options = { trap: verdict, imports: memory.addTo({}) };
      expect(runMetered(module, metered, AMPLE, stdinOf(entry), options), entry.name).toEqual({
        ...{ verdict, fuel, value, digest },
      });
    }
    lent += 1;
  }
  expect(lent).toBeGreaterThan(100);
});
