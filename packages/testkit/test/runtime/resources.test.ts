import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { logicFromBytes } from "../../src/logic/load.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS, type Limits } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { start } from "../support/run.js";
import { wat } from "../support/wat.js";

function prepare(text: string, limits: Partial<Limits> = {}) {
  return v8Engine.prepare(logicFromBytes("test", wat(text)), {
    limits: { ...DEFAULT_LIMITS, ...limits },
    metered: true,
  });
}

function faultsOf(act: () => unknown): WeightkitError[] {
  try {
    act();
  } catch (error) {
    if (error instanceof WeightkitError) return [error, ...error.others];
    throw error;
  }
  return [];
}

describe("tables", () => {
  it("are refused before they are made, all together", () => {
    const tables = "(table 10000000 funcref) ".repeat(100);
    const [found] = faultsOf(() => prepare(start("", "", tables)));
    expect(found).toMatchObject({ code: "WK455", exit: 4 });
  });

  it("do not grow beyond the limit, whatever maximum they declare", () => {
    const grow = (count: number) => `(table.grow 0 (ref.null func) (i32.const ${count}))`;
    const text = start(
      `(if (i32.ne ${grow(2_000_000)} (i32.const -1)) (then unreachable))
       (if (i32.ne ${grow(1000)} (i32.const 5)) (then unreachable))
       (if (i32.ne (table.size 0) (i32.const 1005)) (then unreachable))`,
      "",
      "(table 5 9000000 funcref)",
    );
    expect(prepare(text).run(nothingAsked).failure).toBeNull();
  });

  it("grow to their own maximum where that is smaller", () => {
    const text = start(
      "(if (i32.ne (table.grow 0 (ref.null func) (i32.const 3)) (i32.const -1)) (then unreachable))",
      "",
      "(table 5 7 funcref)",
    );
    expect(prepare(text).run(nothingAsked).failure).toBeNull();
  });
});

describe("imports", () => {
  it("are listed nineteen times and then counted", () => {
    const imports = Array.from({ length: 5000 }, (_, i) => `(import "env" "f${i}" (func))`);
    const faults = faultsOf(() => prepare(start("", imports.join(" "))));
    expect(faults).toHaveLength(20);
    expect(faults.at(-1)).toMatchObject({
      code: "WK426",
      message: "The WASM has 4,981 more imports that no node provides",
    });
  });
});

describe("limits", () => {
  it.each([
    [{ memoryPages: 65_537 }, "memoryPages"],
    [{ fuel: 2 ** 53 }, "fuel"],
    [{ milliseconds: 2 ** 31 }, "milliseconds"],
    [{ milliseconds: -1 }, "milliseconds"],
    [{ stdoutBytes: NaN }, "stdoutBytes"],
  ])("of %j cannot be kept", (limits, name) => {
    const faults = faultsOf(() => prepare(start(""), limits));
    expect(faults.map(({ code }) => code)).toEqual(["WK419"]);
    expect(faults[0]?.message).toContain(name);
  });
});
