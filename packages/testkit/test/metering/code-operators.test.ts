import wabt from "wabt";
import { expect, test } from "vitest";
import { codeOperators } from "../../src/metering/code-operators.js";
import { loadLogic } from "../../src/logic/load.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Counts to 3 and leaves: the `if` holds once, its `else` twice; the branch is taken twice and passed once. */
const SOURCE = `(module (memory (export "memory") 1) (func (export "_start") (local $i i32)
  (loop $again
    (local.set $i (i32.add (local.get $i) (i32.const 1)))
    (if (i32.eq (local.get $i) (i32.const 2)) (then nop) (else (drop (i32.const 7))))
    (br_if $again (i32.lt_u (local.get $i) (i32.const 3))))
  (if (local.get $i) (then return))
  unreachable))`;

test("a profile shows how often every operator ran, those that cost nothing included", async () => {
  const folder = mkdtempSync(join(tmpdir(), "weightkit-operators-"));
  try {
    const path = join(folder, "count.wasm");
    writeFileSync(path, (await wabt()).parseWat("count.wat", SOURCE).toBinary({}).buffer);
    const logic = loadLogic(path);
    const options = { metered: true, profile: true, limits: DEFAULT_LIMITS };
    const { profile } = v8Engine.prepare(logic, options).run(nothingAsked);
    const fuel = new Map(profile?.operators.map((one) => [one.offset, one.fuel]));
    const passed = new Map(profile?.passed.map((one) => [one.offset, one.times]));
    const operators = [...codeOperators(logic.bytes)];
    const times = operators.map(({ times: shown }) => {
      if (shown === null) return null;
      const ran = (fuel.get(shown.offset) ?? 0) / shown.cost;
      const straight = passed.get(shown.offset) ?? 0;
      return shown.way === "all" ? ran : shown.way === "passed" ? straight : ran - straight;
    });
    const [three, none] = [Array<number>(4).fill(3), null];
    // By hand, a null for what has no number: loop; i + 1; i == 2 and if; nop, else; 7, drop, end; i < 3 and br_if; end; i and if;
    // return; end, unreachable, end.
    expect(times).toEqual([
      ...[none, ...three, ...three, none, none, 2, none, none, ...three, none, 1, 1],
      ...[1, none, none, none],
    ]);
    expect(
      operators.filter(({ decides }) => decides !== null).map(({ offset }) => passed.get(offset)),
    ).toEqual([1, 1, 1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
