import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import wabt from "wabt";
import { afterAll, describe, expect, test } from "vitest";
import { payloadText } from "../../src/testing/round-input.js";
import { weightLogic } from "../../src/testing/weight-logic.js";

const folder = mkdtempSync(join(tmpdir(), "weightkit-testing-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A guest that prints `text` on stdout and returns. */
async function printing(text: string): Promise<string> {
  const source = `(module
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1)
    (data (i32.const 0) "\\10\\00\\00\\00")
    (data (i32.const 4) "${[text.length & 255, text.length >> 8, 0, 0].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("")}")
    (data (i32.const 16) "${text.replaceAll('"', '\\"')}")
    (func (export "_start") (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`;
  const module = (await wabt()).parseWat("guest.wat", source);
  const path = join(folder, `${String(text.length)}.wasm`);
  writeFileSync(path, module.toBinary({}).buffer);
  return path;
}

test("a payload is what the chain would send", () => {
  const sets = [
    { timestamp: 1700002800, inferences: { allo1a: 2501 } },
    { timestamp: 1700006400, inferences: { allo1b: 2544, allo1a: "2500" } },
  ];
  // The text of protocol section 3's example, by hand.
  expect(payloadText({ sets, weights: { allo1b: 47647, allo1a: 31764 } })).toBe(
    '{"inferences":[{"timestamp":"1700006400","inferences":[{"worker":"allo1b","inference":"2544"},' +
      '{"worker":"allo1a","inference":"2500"}]},{"timestamp":"1700002800","inferences":[{"worker":"allo1a","inference":"2501"}]}],' +
      '"latest_weights":{"allo1a":"31764","allo1b":"47647"}}',
  );
  expect(payloadText({ sets })).toContain('"latest_weights":{"allo1a":"0","allo1b":"0"}');
});

describe("a round's result", () => {
  test("is what the chain stores, with its truncation", async () => {
    const logic = weightLogic(
      await printing('{"type":"weights","weights":{"a":"0.29","b":"x","c":"0.5"}}'),
    );
    const sets = [{ timestamp: 1700002800, inferences: { a: 1, b: 2, c: 3 } }];
    const { weights, error, notes, exitCode, fuel } = logic.round({ sets });
    expect(weights).toEqual({ a: 28999, c: 50000 });
    expect(error).toBeNull();
    expect(notes.map((note) => note.slice(0, 5))).toEqual(["WK511"]);
    expect(exitCode).toBe(0);
    // 1 to enter, 4 constants, 1 call: the drop is free.
    expect(fuel).toBe(6);
  });

  test("states why nothing is stored", async () => {
    const logic = weightLogic(await printing("done"));
    const { weights, error, stdout } = logic.roundOn("anything");
    expect(weights).toBeNull();
    expect(error?.code).toMatch(/^WK5\d\d$/);
    expect(stdout).toBe("done");
  });
});
