import { describe, expect, test } from "vitest";
import { changesOf } from "../../../src/lab/mutate/changes.js";
import { constantGlobals } from "../../../src/lab/mutate/constants.js";
import { edited } from "../../../src/lab/mutate/edit.js";
import { readCode, type Instruction } from "../../../src/lab/mutate/instructions.js";
import { readFunctionNames } from "../../../src/wasm/name-section.js";
import { wasm as wasmApi } from "../../../src/wasm/wasm-api.js";
import { wat } from "../../support/wat.js";
import { corpus } from "../../metering/corpus.js";

/** All changes of a module's instructions, as if each constant stood in the source as itself. */
function changes(wasm: Uint8Array) {
  const code = readCode(wasm);
  const names = readFunctionNames(wasm);
  const globals = constantGlobals(wasm);
  return code.bodies.flatMap(({ functionIndex, instructions }) =>
    instructions.flatMap((instruction, i) => {
      const around = { wasm, code, names, globals, before: instructions.slice(0, i) };
      const line = instruction.opcode === 0x41 ? String(instruction.value) : "RATE;";
      const { start, end } = instruction;
      return changesOf(instruction, around, { line, column: 1 }).map(
        ({ bytes, from, to, words }) => ({
          edit: { functionIndex, start, end, bytes },
          words: words ?? `${from} -> ${to}`,
        }),
      );
    }),
  );
}

const spelled = (wasm: Uint8Array, { start, end }: Instruction): string =>
  Buffer.from(wasm.subarray(start, end)).toString("hex");

describe("changes of a module", () => {
  test("are those that a hand count finds", () => {
    const wasm =
      wat(`(module (memory 1) (global $rate f64 (f64.const 0.5)) (global $moves (mut i32) (i32.const 3))
      (func $log (param i32))
      (func $Scores#inverted (param i32 i32) (result i32) (local.get 0))
      (func (export "_start") (local $i i32)
        (if (f64.lt (global.get $rate) (f64.abs (f64.const 2))) (then (call $log (i32.const 1))))
        (if (i32.eqz (global.get $moves)) (then (return) (call $log (i32.const 0))))
        (if (local.get $i) (then (i32.store (i32.const 8) (call $Scores#inverted (i32.mul (local.get $i) (local.get $i)) (local.get $i))))))
    )`);
    expect(changes(wasm).map(({ words }) => words)).toEqual([
      ...["RATE -> 0", "RATE -> 1", "abs -> ", "< -> <=", "< -> >="],
      ...["1 -> 0", "1 -> 2", "the call of log is left out"],
      ...["! -> ", "0 -> 1", "the call of log is left out"],
      "the condition is turned around",
      ...["8 -> 7", "8 -> 9", "* -> +", "the call of Scores#inverted is left out"],
      "the value is not stored",
    ]);
    // What stands behind the `return` cannot run.
    const dead = readCode(wasm).bodies.flatMap(({ instructions }) =>
      instructions.filter(({ reachable }) => !reachable).map(({ opcode }) => opcode),
    );
    expect(dead).toEqual([0x41, 0x10]);
  });

  test("each give a valid module that differs in exactly one instruction", () => {
    const modules = corpus.modules.flatMap(({ base64 }) =>
      base64 === undefined ? [] : [new Uint8Array(Buffer.from(base64, "base64"))],
    );
    let made = 0;
    for (const wasm of modules) {
      if (!wasmApi.validate(wasm)) continue;
      let code;
      try {
        code = readCode(wasm);
      } catch {
        continue;
      }
      const before = code.bodies.map(({ instructions }) =>
        instructions.map((one) => spelled(wasm, one)),
      );
      for (const { edit } of changes(wasm).slice(0, 12)) {
        const mutant = edited(wasm, code, edit);
        made += 1;
        expect(wasmApi.validate(mutant)).toBe(true);
        const after = readCode(mutant).bodies.map(({ instructions }) =>
          instructions.map((one) => spelled(mutant, one)),
        );
        const at = code.bodies.findIndex(
          ({ functionIndex }) => functionIndex === edit.functionIndex,
        );
        for (const [i, body] of before.entries()) if (i !== at) expect(after[i]).toEqual(body);
        const [one = [], other = []] = [before[at], after[at]];
        const index =
          code.bodies[at]?.instructions.findIndex(({ start }) => start === edit.start) ?? -1;
        const grown = other.length - one.length;
        expect(other.slice(0, index)).toEqual(one.slice(0, index));
        expect(other.slice(index + 1 + grown)).toEqual(one.slice(index + 1));
        expect(other.slice(index, index + 1 + grown)).not.toEqual([one[index]]);
      }
    }
    expect(made).toBeGreaterThan(200);
  });
});
