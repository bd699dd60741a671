import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TopicHistory } from "@weightkit/testkit/internal/history/history";
import { logicFromBytes } from "@weightkit/testkit/internal/logic/load";
import type { RoundRan } from "@weightkit/testkit/internal/replay/facts";
import { replay } from "@weightkit/testkit/internal/replay/run";
import { payloadText } from "@weightkit/testkit/internal/testing/round-input";
import { weightLogic } from "@weightkit/testkit/internal/testing/weight-logic";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import wabt from "wabt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keptFolder, weightkit } from "../support/run-cli.js";

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const B = "allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn";
const STRANGER = "allo1lr2az4lyygxl5qmknceuyjfkv88puf68jcly7c";
const TIME = 1_700_006_400;

/** What comes of an output: the weights that are stored (none left out as 0), or the code of why none is. */
type Verdict = Readonly<Record<string, number>> | string;
/** What a guest prints, how it then ends, and what comes of it. */
interface Case {
  readonly name: string;
  readonly output: string | Buffer;
  readonly verdict: Verdict;
  readonly end: string;
}

const weigh = (weights: string): string => `{"type":"weights","weights":{${weights}}}`;
const a = (weight: string): string => weigh(`"${A}":"${weight}"`);
const GOOD = a("0.5");
const HALF = { [A]: 50_000 };

// By the rules of protocol section 5: Go's json.Unmarshal into {type, weights map[string]string}, ParseFloat, uint64(x * 1e5).
const TABLE: readonly (readonly [string, string | Buffer, Verdict, string?])[] = [
  ["two weights", weigh(`"${A}":"0.75","${B}":"0.25"`), { [A]: 75_000, [B]: 25_000 }],
  ["no weights", weigh(""), {}],
  ["a line break after it", `${GOOD}\n`, HALF],
  ["blanks around it", ` \t\r\n${GOOD} \n`, HALF],
  ["a fraction that is cut off", a("0.29"), { [A]: 28_999 }],
  ["an exponent", a("5e-1"), HALF],
  ["a plus sign", a("+0.5"), HALF],
  ["a leading point", a(".5"), HALF],
  ["zero", a("0"), {}],
  ["minus zero", a("-0"), {}],
  ["less than can be stored", a("0.000001"), {}],
  ["more than one", a("123456"), { [A]: 12_345_600_000 }],
  ["a negative number", a("-1"), "WK513"],
  ["a tiny negative number, which truncates to 0", a("-0.000001"), {}],
  ["NaN", a("NaN"), "WK512"],
  ["infinity", a("Infinity"), "WK512"],
  ["minus infinity", a("-inf"), "WK512"],
  ["more than a double", a("1e400"), {}],
  ["more than a uint64", a("1e15"), "WK514"],
  ["hexadecimal", a("0x1p-1"), "WK515"],
  ["underscores", a("0x_1p-1"), "WK515"],
  ["no number", weigh(`"${A}":"many","${B}":"0.5"`), { [B]: 50_000 }],
  ["an empty text", weigh(`"${A}":"","${B}":"0.5"`), { [B]: 50_000 }],
  ["a blank in a number", weigh(`"${A}":" 0.5","${B}":"0.5"`), { [B]: 50_000 }],
  ["null as a weight", weigh(`"${A}":null,"${B}":"0.5"`), { [B]: 50_000 }],
  ["a number instead of a text", weigh(`"${A}":0.5`), "WK509"],
  ["a list as a weight", weigh(`"${A}":["0.5"]`), "WK509"],
  ["a valid address of a stranger", weigh(`"${STRANGER}":"0.5"`), { [STRANGER]: 50_000 }],
  ["a name that is not an address", weigh(`"nobody":"1"`), "WK516"],
  ["the reputer that no plan named", weigh(`"reputer":"1"`), "WK516"],
  ["an address with a wrong checksum", weigh(`"${A.slice(0, -1)}q":"1"`), "WK516"],
  ["a name that is not an address, not weighed", weigh(`"nobody":"x"`), "WK516"],
  ["an empty address", weigh(`"":"1"`), "WK516"],
  ["a worker twice", weigh(`"${A}":"0.1","${A}":"0.5"`), HALF],
  ["an escaped address", weigh(`"\\u0061${A.slice(1)}":"0.5"`), HALF],
  [
    "two objects called weights",
    `{"type":"weights","weights":{"${A}":"0.5"},"weights":{"${B}":"1"}}`,
    { ...HALF, [B]: 100_000 },
  ],
  ["keys in another case", `{"TYPE":"weights","Weights":{"${A}":"0.5"}}`, HALF],
  ["a further key", `{"v":[1,{"x":null}],"type":"weights","weights":{"${A}":"0.5"}}`, HALF],
  ["two objects", `${GOOD}${GOOD}`, "WK504"],
  ["a log line before it", `starting\n${GOOD}`, "WK503"],
  ["a log line after it", `${GOOD}\ndone`, "WK504"],
  ["nothing", "", "WK501"],
  ["blanks only", " \n", "WK501"],
  ["null", "null", "WK505"],
  ["a list", `[${GOOD}]`, "WK505"],
  ["a text", '"weights"', "WK505"],
  ["a number", "1", "WK505"],
  ["plain text", "done", "WK502"],
  ["another type", `{"type":"losses","weights":{"${A}":"0.5"}}`, "WK506"],
  ["a type in capitals", `{"type":"Weights","weights":{"${A}":"0.5"}}`, "WK506"],
  ["no type", `{"weights":{"${A}":"0.5"}}`, "WK506"],
  ["a number as the type", `{"type":1,"weights":{"${A}":"0.5"}}`, "WK507"],
  ["weights as a list", '{"type":"weights","weights":[]}', "WK508"],
  ["weights as a text", '{"type":"weights","weights":"0.5"}', "WK508"],
  ["no weights at all", '{"type":"weights"}', "WK510"],
  ["null as the weights", '{"type":"weights","weights":null}', "WK510"],
  ["a trailing comma", weigh(`"${A}":"0.5",`), "WK502"],
  ["single quotes", "{'type':'weights','weights':{}}", "WK502"],
  ["a part only", GOOD.slice(0, -1), "WK502"],
  ["a byte order mark", `\ufeff${GOOD}`, "WK502"],
  ["bytes that are not UTF-8", Buffer.from(weigh(`"\xff":"1"`), "latin1"), "WK516"],
  ["a null byte after it", `${GOOD}\0`, "WK504"],
  ["lists within lists", `${"[".repeat(20_000)}${"]".repeat(20_000)}`, "WK502"],
  ["much white space", `${" ".repeat(60_000)}${GOOD}`, HALF],
  ["an exit code after it", GOOD, "WK435", "(call $proc_exit (i32.const 3))"],
  ["exit code 0 after it", GOOD, HALF, "(call $proc_exit (i32.const 0))"],
  ["a trap after it", GOOD, "WK434", "unreachable"],
  ["an endless loop after it", GOOD, "WK430", "(loop $l (br $l))"],
];

const CASES = TABLE.map(([name, output, verdict, end = ""]): Case => ({
  name,
  output,
  verdict,
  end,
}));

const folder = keptFolder();
const pool = new WorkerPool(1);
const payload = payloadText({ sets: [{ timestamp: TIME, inferences: { [A]: 1, [B]: 2 } }] });
const limits = { fuel: 1_000_000, memoryPages: 1024, milliseconds: 10_000 };
let assemble: (text: string) => Uint8Array;

beforeAll(async () => {
  const assembler = await wabt();
  assemble = (text) => assembler.parseWat("guest.wat", text).toBinary({}).buffer;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "payload.json"), payload);
});
afterAll(() => pool.close());

/** A guest that prints these bytes and then ends as asked. */
function guest(output: string | Buffer, end: string): Uint8Array {
  const bytes = Buffer.from(output);
  const text = [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  return assemble(`(module
    (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
    (memory (export "memory") 1) (data (i32.const 16) "${text}")
    (func (export "_start")
      (i32.store (i32.const 0) (i32.const 16)) (i32.store (i32.const 4) (i32.const ${bytes.length}))
      (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))) ${end}))`);
}

/** Stored weights without those that are removed. */
const kept = (weights: Iterable<readonly [string, number]>): Record<string, number> =>
  Object.fromEntries([...weights].filter(([, weight]) => weight !== 0 && !Number.isNaN(weight)));

async function byRun(file: string): Promise<Verdict> {
  const args = ["run", file, "--payload", "payload.json", "--fuel", "1000000", "--json"];
  const { stdout } = await weightkit(args, { cwd: folder });
  const { stored, failure } = JSON.parse(stdout) as {
    stored: Record<string, number> | null;
    failure: { code: string } | null;
  };
  return failure?.code ?? kept(Object.entries(stored ?? {}));
}

function byHelper(file: string): Verdict {
  const { weights, error } = weightLogic(join(folder, file), limits).roundOn(payload);
  return error?.code ?? kept(Object.entries(weights ?? {}));
}

const history: TopicHistory = {
  topic: "1",
  inferences: {
    length: 2,
    timestamps: Float64Array.of(TIME, TIME),
    workerIds: Uint32Array.of(0, 1),
    values: Float64Array.of(1, 2),
    texts: null,
    workers: [A, B],
  },
  truth: {
    length: 0,
    timestamps: new Float64Array(),
    values: new Float64Array(),
    texts: null,
    availableAt: new Float64Array(),
  },
};

async function byReplay(wasm: Uint8Array): Promise<Verdict> {
  const plan = {
    topics: [history],
    logic: logicFromBytes("guest", wasm),
    cadences: { inference: 3600, weight: 3600 },
    permissions: [],
    seed: 1,
    limits: { ...limits, stdoutBytes: 1 << 20, stderrBytes: 1 << 20, httpBodyBytes: 1 << 20 },
  };
  let last: RoundRan | null = null;
  for await (const fact of replay(plan, { pool })) if (fact.kind === "round") last = fact;
  const { failure, weights, others } = last!;
  const byWorker = [A, B].map((worker, i) => [worker, Math.round(weights[i]! * 100_000)] as const);
  const byOther = others.map(
    ({ address, weight }) => [address, Math.round(weight * 100_000)] as const,
  );
  return failure?.code ?? kept([...byWorker, ...byOther]);
}

test.each(CASES)("$name: run, replay and the test helper agree", async (one) => {
  const { name, output, verdict, end } = one;
  const wasm = guest(output, end);
  const file = `${name.replaceAll(/\W/g, "-")}.wasm`;
  writeFileSync(join(folder, file), wasm);
  const found = { run: await byRun(file), replay: await byReplay(wasm), helper: byHelper(file) };
  expect(found).toEqual({ run: verdict, replay: verdict, helper: verdict });
});
