import { describe, expect, it, vi } from "vitest";
import { logicFromBytes } from "../../src/logic/load.js";
import { codeFrame } from "../../src/runtime/trace/code-frame.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { SourceLookup } from "../../src/wasm/source-lookup.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { start } from "../support/run.js";
import { wat } from "../support/wat.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A number as source maps write it. */
function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = "";
  do {
    const low = rest & 31;
    rest >>>= 5;
    text += DIGITS[rest > 0 ? low | 32 : low] ?? "";
  } while (rest > 0);
  return text;
}

const SOURCE = "line one\nfunction middle() {\n  inner();\n}\n\tthrow it;\n";
/** The module: `_start` calls middle, middle calls inner, inner is unreachable. */
const bytes = wat(
  start("(call $middle)", "", "(func $middle (call $inner)) (func $inner unreachable)"),
);
// Bodies of middle and inner: size, no locals, code, end. `call 1` is 10 01, `unreachable` 00.
const callInner = bytes.findIndex((_, i) => hex(i, 5) === "0400100" + "10b");
const unreachable = bytes.findIndex((_, i) => hex(i, 4) === "0300000b") + 2;

function hex(at: number, length: number): string {
  return Buffer.from(bytes.subarray(at, at + length)).toString("hex");
}

const map = JSON.stringify({
  version: 3,
  sources: ["logic/weights.ts"],
  sourcesContent: [SOURCE],
  names: [],
  // middle's call: line 3, column 3; inner's throw: line 5, column 2.
  mappings: [
    vlq(callInner + 2) + vlq(0) + vlq(2) + vlq(2),
    vlq(unreachable - callInner - 2) + vlq(0) + vlq(2) + vlq(-1),
  ].join(","),
});

// The names section is the last one: custom (0), its size, then the name "name".
const stripped = bytes.slice(0, Buffer.from(bytes).lastIndexOf("name") - 3);

const failureOf = (metered: boolean, sourceMap?: string, wasm = bytes) =>
  v8Engine
    .prepare(logicFromBytes("t", wasm, sourceMap === undefined ? {} : { sourceMap }), {
      limits: DEFAULT_LIMITS,
      metered,
    })
    .run(nothingAsked).failure;

describe("traces", () => {
  it.each([false, true])("give original offsets and source places (metered: %s)", (metered) => {
    const failure = failureOf(metered, map);
    expect(failure?.trace.slice(0, 2)).toEqual([
      {
        name: "inner",
        functionIndex: 1,
        offset: unreachable,
        source: { file: "logic/weights.ts", line: 5, column: 2 },
      },
      {
        name: "middle",
        functionIndex: 0,
        offset: callInner + 2,
        source: { file: "logic/weights.ts", line: 3, column: 3 },
      },
    ]);
    expect(failure?.codeFrame).toBe(
      [
        "logic/weights.ts:5:2",
        "  3 |   inner();",
        "  4 | }",
        "> 5 |  throw it;",
        "    |  ^",
        "  6 |",
      ].join("\n"),
    );
  });

  it("show the code that the last words name, where the compiler left the call to abort without a place", () => {
    const write =
      '(import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))';
    const frameAfter = (words: string): string | undefined => {
      const wasm = wat(
        start(
          `(i32.store (i32.const 0) (i32.const 100)) (i32.store (i32.const 4) (i32.const ${words.length}))
           (drop (call $write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8))) unreachable`,
          write,
          `(data (i32.const 100) "${words}")`,
        ),
      );
      return failureOf(true, map, wasm)?.codeFrame;
    };
    expect(frameAfter("no good (logic/weights.ts:2:10)")).toMatch(/^logic\/weights\.ts:2:10\n/);
    expect(frameAfter("abort: bad in logic/weights.ts(4:1)")).toMatch(/^logic\/weights\.ts:4:1\n/);
    // What the guest prints is only looked up in the map.
    expect(frameAfter("no good (/etc/passwd:1:1)")).not.toMatch(/passwd/);
  });

  it("explain how to get names when there are none", () => {
    const failure = failureOf(true, undefined, stripped);
    expect(failure?.trace[0]).toEqual({
      name: null,
      functionIndex: 1,
      offset: unreachable,
      source: null,
    });
    expect(failure?.hint).toMatch(/--debug/);
    expect(failureOf(true)?.hint).not.toMatch(/NAME\.wasm\.map/);
  });

  it("explain how to get the author's line where only a library's is known", () => {
    const withMap = (file: string) => failureOf(true, map.replace("logic/weights.ts", file));
    expect(withMap("~lib/@weightkit/sdk/assembly/trap.ts")?.hint).toMatch(/--debug/);
    expect(withMap("logic/weights.ts")?.hint).not.toMatch(/--debug/);
  });

  it("do without a source map that is none", () => {
    for (const bad of [
      "",
      "{}",
      "[]",
      '{"sources":[1],"mappings":"A"}',
      '{"sources":["a"],"mappings":5}',
    ])
      expect(failureOf(true, bad)?.trace[0]).toMatchObject({ name: "inner", source: null });
    expect(
      SourceLookup.parse('{"version":3,"sources":["a"],"mappings":"!!!"}')?.at(5) ?? null,
    ).toBeNull();
  });

  it("read names, map and source once for a logic, however many runs fail", () => {
    const parse = vi.spyOn(SourceLookup, "parse");
    const split = vi.spyOn(String.prototype, "split");
    const logic = logicFromBytes("t", bytes, { sourceMap: map });
    const prepared = v8Engine.prepare(logic, { limits: DEFAULT_LIMITS, metered: true });
    for (let run = 0; run < 100; run += 1) {
      expect(prepared.run(nothingAsked).failure?.codeFrame).toMatch(/^logic\/weights\.ts:5:2/);
    }
    expect(parse).toHaveBeenCalledTimes(1);
    expect(split.mock.contexts.filter((text) => String(text) === SOURCE)).toHaveLength(1);
    vi.restoreAllMocks();
  });

  it("clip names that are longer than anybody reads", () => {
    const name = "n".repeat(1000);
    // Subsection 1 of 1,004 bytes: one name, of function 1, of 1,000 bytes.
    const names = Buffer.concat([Buffer.from([1, 0xec, 7, 1, 1, 0xe8, 7]), Buffer.from(name)]);
    const content = Buffer.concat([Buffer.from("\x04name"), names]);
    // 1,012 bytes.
    const section = Buffer.concat([Buffer.from([0, 0xf4, 7]), content]);
    const long = map.replace("logic/weights.ts", `${"f".repeat(1000)}.ts`);
    const [inner] = failureOf(true, long, Buffer.concat([stripped, section]))?.trace ?? [];
    const middle = "… (450 more characters) …";
    expect(inner?.name).toBe(`${"n".repeat(400)} ${middle} ${"n".repeat(150)}`);
    expect(inner?.source?.file).toMatch(/^f{400} … \(453 more characters\) … f{147}\.ts$/);
  });

  it("are not taken in by a function's name that looks like a frame", () => {
    const name =
      "x (wasm://wasm/0:wasm-function[9]:0x99)\n    at y (wasm://w:wasm-function[8]:0x88)";
    // A name section: subsection 1, one name, for function 1.
    const names = Buffer.concat([Buffer.from([1, 1, name.length]), Buffer.from(name)]);
    const content = Buffer.concat([Buffer.from("\x04name"), Buffer.from([1, names.length]), names]);
    const section = Buffer.concat([Buffer.from([0, content.length]), content]);
    const failure = failureOf(false, undefined, Buffer.concat([stripped, section]));
    expect(failure?.trace.map((frame) => frame.functionIndex)).toEqual([1, 0, 2]);
    expect(failure?.trace[0]?.name).toBe(name);
  });
});

describe("codeFrame", () => {
  it("clips long lines and hides control characters", () => {
    const frame = codeFrame([`\u001b[31m${"x".repeat(300)}`], { file: "f", line: 1, column: 1 });
    expect(frame).toBe(`> 1 | ?[31m${"x".repeat(115)}…\n    | ^`);
  });

  it("gives nothing for a line that is not there", () => {
    expect(codeFrame(["one line"], { file: "f", line: 5, column: 1 })).toBeNull();
  });
});
