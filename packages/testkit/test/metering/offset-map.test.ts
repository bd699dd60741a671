import { describe, expect, it } from "vitest";
import { instrument } from "../../src/metering/instrument.js";
import type { OffsetMap } from "../../src/metering/offset-map.js";
import { corpus, stdinOf, wasmOf, type CorpusModule } from "./corpus.js";
import { runMetered, runPlain } from "./guest.js";
import { codeRange } from "./sections.js";
import { wasm } from "./wasm.js";

const OPTIONS = { costModel: "classic", maxMemoryPages: null, meter: true } as const;

/** Where each guest frame of a run was by the engine, as function index and offset, innermost first. */
function framesOf(run: () => unknown): [number, number][] {
  try {
    run();
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    return [...stack.matchAll(/wasm-function\[(\d+)\]:0x([0-9a-f]+)/g)].map(([, index, offset]) => [
      Number(index),
      parseInt(offset ?? "", 16),
    ]);
  }
  return [];
}

function original(frames: [number, number][], offsets: OffsetMap): [number, number][] {
  return frames.map(([index, offset]) => [index, offsets.toOriginal(offset)]);
}

function trapping({ classic }: CorpusModule): boolean {
  return !("invalid" in classic) && classic.verdict !== "done" && classic.verdict !== "exit";
}

describe("the offset map", () => {
  it.each(corpus.modules.map((module) => [module.name, module] as const))(
    "leads each copied byte of %s back to where it came from",
    (_, entry) => {
      const bytes = wasmOf(entry);
      for (const costModel of ["classic", "2026"] as const) {
        const { bytes: rewritten, offsets } = instrument(bytes, { ...OPTIONS, costModel });
        // Of all places that lead to one original byte, the last is its copy: what is inserted comes before it.
        const copies = new Map<number, number>();
        const [start, end] = codeRange(rewritten);
        let last = 0;
        for (let offset = start; offset < end; offset += 1) {
          const from = offsets.toOriginal(offset);
          if (from < last) expect.fail(`byte ${offset} leads back before its predecessor`);
          last = from;
          copies.set(from, offset);
        }
        for (const [from, to] of bodies(bytes))
          for (let offset = from; offset < to; offset += 1)
            if (rewritten[copies.get(offset) ?? 0] !== bytes[offset])
              expect.fail(`byte ${offset} has no copy`);
      }
    },
  );

  const traps = corpus.modules.filter(trapping);
  it.each(traps.map((module) => [module.name, module] as const))(
    "gives the frames of the unmetered run's trace: %s",
    (_, entry) => {
      const bytes = wasmOf(entry);
      const stdin = stdinOf(entry);
      const plain = framesOf(() => {
        runPlain(new wasm.Module(bytes), stdin);
      });
      const metered = instrument(bytes, OPTIONS);
      const module = new wasm.Module(metered.bytes);
      const frames = framesOf(() => runMetered(module, metered, 1e9, stdin, { rethrow: true }));
      expect(original(frames, metered.offsets)).toEqual(plain);
      expect(plain.length).toBeGreaterThan(0);
    },
  );
});

/** Start and end of each function's operators in the file, its local declarations apart. */
function bodies(bytes: Uint8Array): [number, number][] {
  const [start, end] = codeRange(bytes);
  let at = start;
  const u32 = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const found: [number, number][] = [];
  if (start < end)
    for (let left = u32(); left > 0; left -= 1) {
      const size = u32();
      const next = at + size;
      for (let groups = u32(); groups > 0; groups -= 1) {
        u32();
        at += 1;
      }
      found.push([at, next]);
      at = next;
    }
  return found;
}
