import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { instrument } from "../../src/metering/instrument.js";
import { wat } from "../support/wat.js";
import { wasm } from "./wasm.js";

/** How far the module's memory can grow, one page at a time, from its own size. */
const GROWER = (memory: string) => `(module (memory ${memory})
  (func (export "most") (result i32)
    (loop (br_if 0 (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    (memory.size)))`;

function most(bytes: Uint8Array, limit: number | null, meter: boolean): unknown {
  const options = { costModel: "classic", maxMemoryPages: limit, meter } as const;
  const { bytes: limited, fuelExport } = instrument(bytes, options);
  const { exports } = new wasm.Instance(new wasm.Module(limited), {});
  const fuel = fuelExport === null ? undefined : exports[fuelExport];
  if (fuel instanceof wasm.Global) fuel.value = 1_000_000n;
  const found = exports["most"];
  return typeof found === "function" ? Reflect.apply(found, undefined, []) : null;
}

function faultOf(run: () => unknown): WeightkitError {
  try {
    run();
  } catch (error) {
    if (error instanceof WeightkitError) return error;
    throw error;
  }
  return expect.fail("nothing was thrown");
}

describe.each([false, true])("a memory's maximum, metered: %s", (meter) => {
  it("becomes the limit when the module names none, or a higher one", () => {
    expect(most(wat(GROWER("1")), 5, meter)).toBe(5);
    expect(most(wat(GROWER("1 9")), 5, meter)).toBe(5);
    expect(most(wat(GROWER("5")), 5, meter)).toBe(5);
    expect(most(wat(GROWER("0")), 0, meter)).toBe(0);
    expect(most(wat(GROWER("1 9 shared")), 5, meter)).toBe(5);
  });

  it("stays the module's own when that is lower, or when there is no limit", () => {
    expect(most(wat(GROWER("1 3")), 5, meter)).toBe(3);
    expect(most(wat(GROWER("1 7")), null, meter)).toBe(7);
  });

  it("is not a limit above what 32 bits can address", () => {
    expect(most(wat(GROWER("65535")), 1_000_000, meter)).toBe(65_536);
  });

  it("refuses a module that starts above the limit", () => {
    const fault = faultOf(() => most(wat(GROWER("6")), 5, meter));
    expect(fault.code).toBe("WK453");
    expect(fault.message).toBe(
      "The WASM needs 6 pages of memory at its start, above the limit of 5",
    );
    expect(fault.exit).toBe(4);
  });
});

describe("limiting the memory alone", () => {
  it("leaves everything else as it is", () => {
    const bytes = wat(GROWER("1 3"));
    const options = { costModel: "classic", maxMemoryPages: 5, meter: false } as const;
    const { bytes: limited, offsets, ...names } = instrument(bytes, options);
    expect(limited).toEqual(bytes);
    expect(names).toEqual({
      fuelExport: null,
      exhaustedExport: null,
      startExport: null,
      profile: null,
      memory: null,
    });
    expect(offsets.toOriginal(60)).toBe(60);
  });

  it("maps offsets where the section changed its size", () => {
    const bytes = wat(GROWER("1"));
    const options = { costModel: "classic", maxMemoryPages: 300, meter: false } as const;
    const { bytes: limited, offsets } = instrument(bytes, options);
    expect(limited.length).toBe(bytes.length + 2);
    const grow = bytes.lastIndexOf(0x40, bytes.indexOf(0x47));
    expect(offsets.toOriginal(limited.lastIndexOf(0x40, limited.indexOf(0x47)))).toBe(grow);
  });

  it("works on a module without memory", () => {
    const bytes = wat("(module)");
    const options = { costModel: "classic", maxMemoryPages: 5, meter: false } as const;
    expect(instrument(bytes, options).bytes).toEqual(bytes);
  });
});
