import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { optionsOf } from "../../src/core/command.js";
import { commands } from "../../src/commands/table.js";
import { MINI_SDK, writeAll } from "../support/mini-project.js";
import { parameterLogic } from "../support/parameter-logic.js";
import { keptFolder, weightkit } from "../support/run-cli.js";

// Every flag of every command in a run that has to end well: here, or in a test file that is named for it.

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const B = "allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn";
const ORACLE = "allo1vpw2lf660x8yvwxpuzw2u5677e2c82zndwdnst";
const START = 1_700_006_400;
const times = Array.from({ length: 24 }, (_, set) => START + set * 3600);

const FILES = {
  ...MINI_SDK,
  "weightkit.json": JSON.stringify({
    name: "mini",
    topic: { inferenceCadence: 3600, weightCadence: 7200 },
  }),
  "logic/weights.ts": `import { print } from "@weightkit/sdk";\nprint('{"type":"weights","weights":{"${A}":"1","${B}":"0.5"}}');\n`,
  "history/inferences.csv": `timestamp,worker,value\n${times.map((time, i) => `${time},${A},${101 + (i % 3)}\n${time},${B},96`).join("\n")}\n`,
  "history/truth.csv": `timestamp,value,available_at\n${times.map((time) => `${time},100,${time + 60}`).join("\n")}\n`,
  "history/workers.csv": `worker,name\n${A},first\n${B},second\n`,
  "history/topics.csv": "topic,weight_cadence\n1,7200\n",
  "history/stake.csv": `time,participant,delta\n2023-11-15T06:00Z,${A},-1\n`,
  "classes.csv": `timestamp,worker,value\n${times.map((time) => `${time},${A},90\n${time},${B},9`).join("\n")}\n`,
  "chances.csv": `timestamp,worker,value\n${times.map((time) => `${time},${A},0.5\n${time},${B},0.9`).join("\n")}\n`,
  "outcomes.csv": `timestamp,value,available_at\n${times.map((time) => `${time},1,${time}`).join("\n")}\n`,
  "exchanges.json": '{"version":1,"exchanges":[]}',
  "plan.json":
    '{"format":"weightkit.attack-plan","version":1,"logic":"l","worker":3,"powers":{"knows":"own","names":1},"plan":{"shift":1}}',
  "payload.json": `{"inferences":[{"timestamp":"${START}","inferences":[{"worker":"${A}","inference":"1"}]}],"latest_weights":{"${A}":"0"}}`,
};

const HISTORY =
  "--inferences history/inferences.csv --truth history/truth.csv --on-duplicate last --topic 1";
const CHAIN =
  "--inference-cadence 3600 --weight-cadence 7200 --topics history/topics.csv --late 1=60 --outage 2023-11-15T10:00Z..2023-11-15T12:00Z --no-demand 2023-11-15T16:00Z..2023-11-15T18:00Z --single-runs --block-seconds 6 --lost-payloads 0.1 --shuffle-reputers";
const VALUES = "--value-kind number --value-scale 10 --profile chain";
const TRUTH =
  "--truth-url https://data.example/{timestamp} --truth-pointer /value --permission https://data.example/ --permissions request";
const CADENCES = "--inference-cadence 3600 --weight-cadence 7200";
const LIMITS = "--fuel 1000000 --memory-pages 64 --time-limit 5000 --runtime 0.6.3";
const NETWORK = "--head http://127.0.0.1:9 --subgroup s --function-id f --concurrency 2";
const MEASURES = "--warm-up 1 --loss-scale relative";
const MORE =
  "--horizon 2 --best-worker-part 0.8 --consume top=1 --turned first=bad@2023-11-15T06:00Z";
const SEED_HOST =
  "--inferences chances.csv --truth outcomes.csv --profile seed --skip 1 --texts --value-kind probability";
const CLASSES =
  "--inferences classes.csv --truth outcomes.csv --value-kind distribution --classes dry,wet --packing-base 10";
const STAKE = "--stake-changes history/stake.csv";

/** Command lines by command; what follows `=>` is the exit code, where it is not 0. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  new: ["new fresh --template bare --json", "new --template list"],
  build: [
    "build --project . --force --debug --wat --yes --cid-profile 1m --json",
    "build --param alpha=0.2 => 3",
    "build",
  ],
  run: [
    `run --payload payload.json --block-time 2023-11-15T00:00Z --seed 7 --truth history/truth.csv ${TRUTH} ${LIMITS} --recording exchanges.json --live --engine v8 --cross-check v8 ${NETWORK} --debug --trace --json`,
    "replay --save-round 1 saved",
    "run saved/round-1.json --logic build/mini.wasm",
    "run --payload payload.json --param alpha=0.2 => 3",
  ],
  replay: [
    `replay ${HISTORY} --workers history/workers.csv ${CHAIN} ${VALUES} ${TRUTH} --recording exchanges.json --live ${LIMITS} ${NETWORK} ${MEASURES} ${MORE} --seed 7 --debug --html r.html --csv csv --junit j.xml --logs --github --json`,
    `replay ${SEED_HOST}`,
    `replay ${CLASSES}`,
    `replay ${STAKE}`,
    "replay --engine v8 --cross-check v8 --save-round 1 rounds",
    "replay --html t.html --timed",
    "replay --param alpha=0.2 => 3",
  ],
  check: [
    `check --property one-object --runs 2 --seed 7 --thorough --write-test ${TRUTH} ${LIMITS} --json`,
    "check --mutate --mutants 2 --property one-object --runs 1",
  ],
  snapshot: [
    `snapshot ${HISTORY} ${CHAIN} ${VALUES} ${TRUTH} ${LIMITS} ${MEASURES} --seed 7 --file a.txt --json`,
    `snapshot ${HISTORY} ${CHAIN} ${VALUES} ${TRUTH} ${LIMITS} ${MEASURES} --seed 7 --file a.txt --check --tolerance 1% --markdown a.md`,
    `snapshot ${SEED_HOST} --file b.txt`,
    `snapshot ${CLASSES} --file c.txt`,
    `snapshot ${STAKE} --file d.txt`,
  ],
  compare: [
    `compare build/mini.wasm --against median --shifts 2 ${HISTORY} --workers history/workers.csv ${CHAIN} ${VALUES} ${TRUTH} ${LIMITS} ${MEASURES} --seed 7 --debug --html compare.html --json`,
    `compare . ${SEED_HOST}`,
    `compare . ${CLASSES}`,
    `compare . ${STAKE}`,
  ],
  sweep: [
    `sweep param.wasm --method grid --steps 3 --only alpha --range alpha=0..1 --param alpha=0.3 --seeds 2 --training 0.5 --tests 3 --embargo 1 --store swept --shard 1/1 --csv s.csv --html s.html ${HISTORY} --workers history/workers.csv ${CHAIN} ${VALUES} ${TRUTH} ${LIMITS} ${MEASURES} --seed 7 --json`,
    `sweep param.wasm --range alpha=0..1 --sets 2 ${CADENCES} ${SEED_HOST} --store swept-seed`,
    `sweep param.wasm --range alpha=0..1 --sets 2 ${CADENCES} ${CLASSES} --store swept-classes`,
    `sweep param.wasm --range alpha=0..1 --sets 2 ${CADENCES} ${HISTORY} ${STAKE} --store swept-stake`,
  ],
  merge: ["merge swept-stake --into merged --csv m.csv --html m.html --json"],
  attack: [
    `attack --adversary garbage --worlds 2 --worker 8 --seed 7 --single-runs ${TRUTH} ${LIMITS} --debug --json => 1`,
    `attack --adaptive --evaluations 50 --time 60 --knows own --names 1 --save-plan p.json ${TRUTH} => 1`,
    `attack --plan plan.json ${TRUTH} => 1`,
  ],
  profile: [
    `profile --payload payload.json --block-time 1700010000 --seed 7 --truth history/truth.csv ${TRUTH} --recording exchanges.json --live ${LIMITS} --debug --speedscope s.json --collapsed c.txt --json`,
  ],
  inspect: ["inspect --functions 3 --json"],
  package: [
    "package build/mini.wasm --output packed --name weights --description x --permission https://data.example/ --fuel 5000000 --memory-pages 64 --wasi-stdin --cid-profile 1m --json",
  ],
  topic: [
    "topic --project . --creator allo1vpw2lf660x8yvwxpuzw2u5677e2c82zndwdnst --topic-id 7 --cid-profile 1m --json",
  ],
  verify: ["verify --cid-profile 1m --yes"],
  publish: [
    "publish --dry-run --gateway http://127.0.0.1:9 --head http://127.0.0.1:9 --payload payload.json --cid-profile 1m",
  ],
  "history check": [
    "history check --inferences history/inferences.csv --truth history/truth.csv --on-duplicate last --workers history/workers.csv --value-kind number --json",
  ],
  "history summary": [`history summary ${HISTORY} --workers history/workers.csv --json`],
  "history convert": [
    `history convert ${HISTORY} --to csv --gzip --texts --out converted --force --json`,
  ],
  "history oracle": [
    `history oracle ${ORACLE} ${HISTORY} --lag 7200 --tolerance 60 --out oracle --force --json`,
  ],
  "history simulate": [
    "history simulate --seed 1 --workers 3 --sets 4 --start 2024-03-01 --cadence 3600 --truth-lag 60 --level 100 --amplitude 5 --trend 0.1 --period 86400 --noise 1 --regimes 1 --decimals 2 --best-error 1 --worst-error 3 --turning 0.3 --attendance 0.9 --out made --force --json",
    "history simulate --sets 4 --value-kind class --class-count 3 --out made-classes",
  ],
  record: [
    `record --payload payload.json --block-time 1700010000 --seed 7 --permission https://data.example/ ${LIMITS} --out recorded.json`,
  ],
  explain: ["explain WK501 --json"],
  doctor: ["doctor --json"],
  config: [
    `config ${HISTORY} --workers history/workers.csv ${CHAIN} ${VALUES} ${TRUTH} --recording exchanges.json --live ${LIMITS} ${MEASURES} ${MORE} ${NETWORK} --engine v8 --seed 7 --debug --html r.html --csv csv --junit j.xml --save-round 1 rounds --logs --github --json`,
    `config ${SEED_HOST}`,
    `config ${CLASSES} --cross-check v8`,
    `config ${STAKE} --timed --html t.html`,
    "config --param alpha=0.2",
  ],
  completion: ["completion --names templates", "completion zsh"],
};

/** Tests of commands whose flags need a process, a network, vitest or much time. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  adopt: ["adopt.test.ts"],
  attack: ["attack.test.ts", "authored-adversary.test.ts"],
  check: ["check/mutate.test.ts"],
  test: ["test.test.ts"],
  dev: ["dev/dev.test.ts"],
  publish: ["publish/publish.test.ts", "publish/trouble.test.ts"],
  serve: ["serve/serve.test.ts"],
  verify: ["../package/verify.test.ts"],
};

const cwd = keptFolder();

beforeAll(async () => {
  writeAll(cwd, FILES);
  writeFileSync(join(cwd, "param.wasm"), await parameterLogic(A, B));
  expect((await weightkit(["build"], { cwd })).code).toBe(0);
});

describe("every flag runs", () => {
  test.each(Object.values(LINES).flat())("weightkit %s", async (text) => {
    const [line = "", exit = "0"] = text.split(" => ");
    const { code, stdout, stderr } = await weightkit(line.split(" "), { cwd });
    const expected = Number(exit);
    expect({ code, stderr: code === expected ? "" : stderr }).toEqual({
      code: expected,
      stderr: "",
    });
    // The mini project learns nothing and has no parameters: what needs those is refused, with its code.
    if (expected !== 0) {
      expect(stderr).toMatch(/^error WK(1|660)/m);
      return;
    }
    expect(stdout).not.toBe("");
    if (line.endsWith("--json")) expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  });
});

test.each(commands.map(({ name }) => name))("%s has a run with each of its flags", (name) => {
  const command = commands.find((one) => one.name === name);
  const files = ELSEWHERE[name];
  const lines = (LINES[name] ?? []).filter((line) => line.startsWith(`${name} `));
  const more = (files ?? []).map((file) => readFileSync(join(import.meta.dirname, file), "utf8"));
  const text = [...lines, ...more].join("\n");
  const flags = optionsOf(command ?? { options: [] }).map((option) => `--${option.name}`);
  const missing = flags.filter((flag) => !new RegExp(`${flag}(?![\\w-])`).test(text));
  expect(missing).toEqual([]);
  if (files === undefined) expect(LINES).toHaveProperty([name]);
});

test("no line is of a command that there is not", () => {
  const names = commands.map(({ name }) => name);
  for (const name of [...Object.keys(LINES), ...Object.keys(ELSEWHERE)])
    expect(names).toContain(name);
  expect(readdirSync(cwd)).toContain("history");
});
