import { beforeAll, describe, expect, it } from "vitest";
import { compileGuest } from "../support/compile.js";
import { run, type Run } from "../support/host.js";
import type { WasmModule } from "../support/wasm.js";

let guest: WasmModule;
let dumpBlockless: WasmModule;
let dumpWasi: WasmModule;
beforeAll(async () => {
  guest = await compileGuest("abort");
  dumpBlockless = await compileGuest("dump", { payloadLimit: 100_000 });
  dumpWasi = await compileGuest("dump", { payloadLimit: 100_000, target: 1 });
});

/** A payload of exactly so many bytes. */
function payload(bytes: number): string {
  const text = '{"x":"","inferences":[]}';
  return text.replace('""', `"${"y".repeat(bytes - text.length)}"`);
}

function sets(count: number): Run {
  const inferences = Array.from({ length: count }, (_, i) => ({ timestamp: i, inferences: [] }));
  return run(guest, JSON.stringify({ inferences }));
}

describe("stderr and failures", () => {
  it("logs UTF-8 to stderr", () => {
    expect(sets(0)).toMatchObject({
      stderr: "é漢😀 0.1 NaN\n",
      stdout: "",
      trap: null,
      exit: null,
    });
  });

  it("prints an error's message and place, and traps", () => {
    const result = sets(1);
    expect(result.trap).toBe("unreachable");
    expect(result.stderr).toContain("\nmy own message (guest/logic.ts:6:");
  });

  it("prints an assertion's message and place, and traps", () => {
    const result = sets(2);
    expect(result.trap).toBe("unreachable");
    expect(result.stderr).toContain("\nmy assertion (guest/logic.ts:7:");
  });

  it("names what is out of range", () => {
    expect(sets(3)).toMatchObject({
      trap: "unreachable",
      stderr: "é漢😀 0.1 NaN\nno such index\n",
    });
  });
});

describe("the payload's limit", () => {
  it.each([24, 16_319, 16_320, 16_321, 16_384, 65_536, 99_999, 100_000])(
    "reads %i bytes",
    (bytes) => {
      for (const module of [dumpBlockless, dumpWasi]) {
        expect(run(module, payload(bytes))).toMatchObject({
          exit: null,
          trap: null,
          stderr: "first\n",
        });
      }
    },
  );

  it("reads stdin in whatever pieces it comes", () => {
    expect(run(dumpWasi, payload(5_000), { chunk: 13 })).toMatchObject({
      exit: null,
      stderr: "first\n",
    });
  });

  it("refuses more than the limit from WASI stdin", () => {
    expect(run(dumpWasi, payload(100_001))).toMatchObject({
      exit: 65,
      stderr: "payload: above the build's limit\n",
    });
  });
});
