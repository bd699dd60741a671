import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReplayDocument } from "@weightkit/testkit/internal/report/json-document";
import { describe, expect, test } from "vitest";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { wasm } from "../support/wat.js";

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const START = 1_700_006_400;
const WEIGHTS = `{"type":"weights","weights":{"${A}":"1"}}`;
const PAYLOAD = `{"inferences":[{"timestamp":"${START}","inferences":[{"worker":"${A}","inference":"1"}]}],"latest_weights":{"${A}":"0"}}`;
/** Milliseconds that a run may take. */
const LIMIT = 400;
/** The same where no run may end before it: however slow the machine, the limit is what ends it. */
const SHORT_LIMIT = 50;

const i32s = (count: number): string => `(param ${"i32 ".repeat(count)}) (result i32)`;
const text = (words: string): string => words.replaceAll('"', '\\"');

/** Logic that does harm in topic 1 and prints weights in every other one. */
const harmful = (body: string, more = ""): string => `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write ${i32s(4)}))
  (import "blockless_memory" "env_var_read" (func $env ${i32s(3)}))
  (import "blockless_http" "http_req" (func $http ${i32s(6)}))
  (memory (export "memory") 2)
  (data (i32.const 0) "\\10\\00\\00\\00\\${WEIGHTS.length.toString(16)}\\00\\00\\00")
  (data (i32.const 16) "${text(WEIGHTS)}")
  (data (i32.const 1024) "${text('https://d.example/1{"method":"get","headers":"{}"}')}")
  ${more}
  (func $harm ${body})
  (func (export "_start")
    (drop (call $env (i32.const 512) (i32.const 400) (i32.const 1000)))
    ;; {"TOPIC_ID": "1"}
    (if (i32.eq (i32.load8_u (i32.const 526)) (i32.const 49)) (then (call $harm)))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 1016)))))`;

/** A vector of 60,000 bytes at 1008. */
const VECTOR =
  "(i32.store (i32.const 1008) (i32.const 2048)) (i32.store (i32.const 1012) (i32.const 60000))";

/** What goes wrong in topic 1, and the codes that report it; none where it does no harm. */
const ATTACKS: readonly (readonly [string, string, readonly string[], string?])[] = [
  ["loops for ever", "(loop (br 0))", ["WK431", "WK613"]],
  [
    "copies memory for ever",
    "(loop (memory.fill (i32.const 2048) (i32.const 0) (i32.const 120000)) (br 0))",
    ["WK431", "WK613"],
  ],
  [
    "grows its memory for ever",
    "(loop (drop (memory.grow (i32.const 1))) (br 0))",
    ["WK431", "WK613"],
  ],
  [
    "traps when no memory is left",
    "(loop (if (i32.eq (memory.grow (i32.const 100)) (i32.const -1)) (then unreachable)) (br 0))",
    ["WK434"],
  ],
  [
    "grows a table for ever",
    "(loop (drop (table.grow 0 (ref.null func) (i32.const 100000))) (br 0))",
    ["WK431", "WK613"],
    "(table 1 funcref)",
  ],
  ["recurs without end", "(call $harm)", ["WK432"]],
  [
    "recurs without end, with large frames",
    "(local i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (call $harm) (call $harm)",
    ["WK432"],
  ],
  [
    "floods stdout",
    `${VECTOR} (loop (drop (call $write (i32.const 1) (i32.const 1008) (i32.const 1) (i32.const 1016))) (br 0))`,
    ["WK438"],
  ],
  [
    "floods stderr",
    `${VECTOR} (loop (drop (call $write (i32.const 2) (i32.const 1008) (i32.const 1) (i32.const 1016))) (br 0))`,
    ["WK439"],
  ],
  [
    "asks the network 10,000 times",
    "(local $i i32) (loop (drop (call $http (i32.const 1024) (i32.const 19) (i32.const 1043) (i32.const 31) (i32.const 1000) (i32.const 1004))) (local.set $i (i32.add (local.get $i) (i32.const 1))) (br_if 0 (i32.lt_u (local.get $i) (i32.const 10000))))",
    [],
  ],
  [
    "asks the network for ever",
    "(loop (drop (call $http (i32.const 1024) (i32.const 19) (i32.const 1043) (i32.const 31) (i32.const 1000) (i32.const 1004))) (br 0))",
    ["WK431", "WK613"],
  ],
];

async function folderWith(logic: string, names = false): Promise<string> {
  const cwd = temporaryFolder();
  const times = Array.from({ length: 9 }, (_, i) => START + i * 3600);
  const rows = ["1", "2"].flatMap((topic) => times.map((time) => `${topic},${time},${A},2.5`));
  const truths = ["1", "2"].flatMap((topic) => times.map((time) => `${topic},${time},3,${time}`));
  writeFileSync(join(cwd, "logic.wasm"), await wasm(logic, names));
  writeFileSync(join(cwd, "i.csv"), `topic,timestamp,worker,value\n${rows.join("\n")}\n`);
  writeFileSync(join(cwd, "t.csv"), `topic,timestamp,value,available_at\n${truths.join("\n")}\n`);
  return cwd;
}

/** The code of a run that took too long. */
const OUT_OF_TIME = "WK431";
const limited = (milliseconds: number): readonly string[] => [
  ...["--time-limit", String(milliseconds)],
  ...["--fuel", "9000000000000000", "--memory-pages", "256"],
];

const REPLAY = ["replay", "logic.wasm", "-i", "i.csv", "-t", "t.csv", "--json"];
const CADENCES = ["--inference-cadence", "3600", "--weight-cadence", "7200"];
const ASKS = ["--truth-url", "https://d.example/{timestamp}"];

describe.each(ATTACKS.map(([name, body, codes, more = ""]) => ({ name, body, codes, more })))(
  "logic that $name",
  ({ body, codes, more }) => {
    const [first] = codes;
    const milliseconds = first === undefined ? 60_000 : first === OUT_OF_TIME ? SHORT_LIMIT : LIMIT;

    test("fails in its own topic, and the other topic is replayed", async () => {
      // The other topic's runs have to end in time.
      const limits = limited(Math.max(milliseconds, LIMIT));
      const cwd = await folderWith(harmful(body, more));
      const { code, stdout } = await weightkit([...REPLAY, ...limits, ...CADENCES, ...ASKS], {
        cwd,
      });
      const { topics } = JSON.parse(stdout) as ReplayDocument;
      expect(topics.map(({ topic }) => topic)).toEqual(["1", "2"]);
      const [attacked, sound] = topics;
      expect(attacked?.failures.map((failure) => failure.code)).toEqual(codes);
      // Sets until 28800: due rounds at 0, 7200, …, 28800, and second runs of all of them.
      expect(attacked?.rounds).toMatchObject({ ran: 5, committed: codes.length === 0 ? 5 : 0 });
      expect(sound?.rounds).toMatchObject({ ran: 5, committed: 5, failed: 0 });
      // 2.5 is 3 on chain, as the truth is.
      expect(sound?.errors.weighted).toBe(0);
      expect(code === 0).toBe(codes.length === 0);
    });

    test.each(["run", "profile"])("fails in %s with the same code", async (command) => {
      const limits = limited(milliseconds);
      const cwd = await folderWith(harmful(body, more));
      writeFileSync(join(cwd, "payload.json"), PAYLOAD);
      const args = [command, "logic.wasm", "--payload", "payload.json", "--json", ...limits];
      const { code, stdout, stderr } = await weightkit(args, { cwd });
      expect(`${stdout}${stderr}`).not.toContain("WK900");
      if (first === undefined) expect(code).toBe(0);
      else expect(`${stdout}${stderr}`).toContain(first);
      expect(code === 0).toBe(first === undefined);
    });
  },
);

/** Parts of a module that do harm before any topic is known, and the code that reports it. */
const MODULES: readonly (readonly [string, string, string])[] = [
  [
    "has a hundred tables of ten million elements",
    "(table 10000000 funcref) ".repeat(100),
    "WK455",
  ],
  [
    "loops for ever in its start function",
    "(func $forever (loop (br 0))) (start $forever)",
    "WK431",
  ],
  ["loops for ever in _initialize", '(func (export "_initialize") (loop (br 0)))', "WK431"],
  ["has a function of 400,000 operators", `(func ${"(drop (i32.const 1))".repeat(200_000)})`, ""],
  ["has 20,000 functions", "(func (nop))".repeat(20_000), ""],
];

test.each(MODULES)("a module that %s ends or runs in each command", async (_, part, code) => {
  const cwd = await folderWith(harmful("nop", part));
  writeFileSync(join(cwd, "payload.json"), PAYLOAD);
  // What does no harm may take its time on a busy machine.
  const limits = limited(code === "" ? 60_000 : code === OUT_OF_TIME ? SHORT_LIMIT : LIMIT);
  const commands = [
    [...REPLAY, ...limits, ...CADENCES],
    ...["run", "profile"].map((command) => [
      command,
      "logic.wasm",
      "--payload",
      "payload.json",
      ...limits,
      "--json",
    ]),
  ];
  for (const args of commands) {
    const { code: exit, stdout, stderr } = await weightkit(args, { cwd });
    expect([args[0], exit === 0]).toEqual([args[0], code === ""]);
    expect(`${stdout}${stderr}`).toContain(code);
  }
});

test("a module with 5,000 imports that nobody provides is refused in each command, in few lines", async () => {
  const imports = Array.from({ length: 5000 }, (_, i) => `(import "env" "f${i}" (func))`).join(" ");
  const cwd = await folderWith(
    `(module ${imports} (memory (export "memory") 1) (func (export "_start")))`,
  );
  writeFileSync(join(cwd, "payload.json"), PAYLOAD);
  const files = ["-i", "i.csv", "-t", "t.csv", ...CADENCES];
  for (const args of [
    ["replay", ...files],
    ["run", "--payload", "payload.json"],
    ["profile", "--payload", "payload.json"],
  ]) {
    const [command = "", ...rest] = args;
    const { code, stderr } = await weightkit([command, "logic.wasm", ...rest], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain("The WASM has 4,981 more imports that no node provides");
    expect(stderr.split("\n").length).toBeLessThan(100);
  }
});

test("a source map and a name section of some megabytes are read once, whatever the number of failing rounds", async () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `(func $${"n".repeat(60)}${i})`).join("");
  const cwd = await folderWith(harmful("unreachable", names), true);
  const source = "x".repeat(50);
  const map = {
    version: 3,
    sources: Array.from({ length: 20_000 }, (_, i) => `${source}${i}.ts`),
    names: [],
    mappings: Array.from({ length: 300_000 }, () => "CAAA").join(","),
  };
  writeFileSync(join(cwd, "logic.wasm.map"), JSON.stringify(map));
  const times = Array.from({ length: 1500 }, (_, i) => START + i * 3600);
  writeFileSync(
    join(cwd, "i.csv"),
    `topic,timestamp,worker,value\n${times.map((time) => `1,${time},${A},2.5`).join("\n")}\n`,
  );
  writeFileSync(join(cwd, "t.csv"), `topic,timestamp,value,available_at\n`);
  const args = [
    "replay",
    "logic.wasm",
    "-i",
    "i.csv",
    "--inference-cadence",
    "3600",
    "--weight-cadence",
    "3600",
    "--json",
  ];
  const { stdout } = await weightkit(args, { cwd });
  const { topics } = JSON.parse(stdout) as ReplayDocument;
  // A due run and a second one for each of the sets but the last, and the run that comes after it.
  expect(topics[0]?.rounds).toMatchObject({ committed: 0 });
  expect(topics[0]?.rounds.failed).toBeGreaterThanOrEqual(1500);
});
