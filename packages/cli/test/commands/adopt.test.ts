import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Ask } from "../../src/ui/io.js";
import { writeAll } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { prints, wasm } from "../support/wat.js";

const BLS = `name = "traffic"
version = "1.0.0"

[deployment]
nodes = 4
permissions = ["https://data.example/traffic/"]

[build]
dir = "build"
entry = "debug.wasm"
command = "npm run build:debug"

[build_release]
dir = "build"
entry = "release.wasm"
command = "npm run build:release"
`;

const SHIM_CONFIG = "./node_modules/@assemblyscript/wasi-shim/asconfig.json";
const ASCONFIG = JSON.stringify({
  extends: SHIM_CONFIG,
  targets: { release: { outFile: "build/release.wasm", optimizeLevel: 3, noAssert: false } },
  options: { bindings: "esm" },
});

const PACKAGE = JSON.stringify({
  name: "traffic",
  scripts: {
    "build:debug": "asc index.ts --target debug",
    "build:release": "asc index.ts --target release",
  },
  dependencies: { "@blockless/sdk": "^1.1.0", "as-wasi": "^0.6.0" },
  devDependencies: { "@assemblyscript/wasi-shim": "^0.1.0", assemblyscript: "^0.25.0" },
});

/** Weights by the distance from the median, as a Blockless function writes them down. */
function source(reader: string, comparator: string, weight: string): string {
  return `import { Console } from "as-wasi/assembly";
import { memory, json } from "@blockless/sdk/assembly";

const workers: string[] = [];
const values: f64[] = [];

function readNewestSet(payload: json.JSON.Obj): void {
  const sets = payload.getArr("inferences");
  if (sets == null) return;
  let newest: json.JSON.Obj | null = null;
  let time: f64 = 0;
  for (let i = 0; i < sets._arr.length; i++) {
    const set = changetype<json.JSON.Obj>(sets._arr[i]);
    const at = parseFloat(set.getString("timestamp")!._str);
    if (at > time) newest = set;
    if (at > time) time = at;
  }
  if (newest == null) return;
  const inferences = newest.getArr("inferences");
  if (inferences == null) return;
  for (let i = 0; i < inferences._arr.length; i++) {
    const one = changetype<json.JSON.Obj>(inferences._arr[i]);
    const value = parseFloat(one.getString("inference")!._str);
    if (!isFinite(value)) continue;
    workers.push(one.getString("worker")!._str);
    values.push(value);
  }
}

readNewestSet(${reader}.read().toJSON());
const sorted = values.slice(0).sort((a, b) => ${comparator});
const middle: f64 = sorted.length > 0 ? sorted[sorted.length / 2] : 0;
let total: f64 = 0;
for (let i = 0; i < values.length; i++) total += Math.abs(values[i] - middle);
let text = "";
for (let i = 0; i < values.length; i++) {
  const distance = Math.abs(values[i] - middle);
  if (i > 0) text += ",";
  text += '"' + workers[i] + '":"' + (${weight}).toString() + '"';
}
Console.log('{"type":"weights","weights":{' + text + "}}");
`;
}

const FAULTY = source("new memory.Stdin()", "<i32>(a - b)", "1 - distance / total");
const SOUND = source(
  "new memory.Stdin(1 << 18)",
  "a < b ? -1 : a > b ? 1 : 0",
  "1 / (1 + distance)",
);

function blocklessProject(index: string, more: Record<string, string> = {}): string {
  const folder = temporaryFolder();
  const files = { "bls.toml": BLS, "asconfig.json": ASCONFIG, "package.json": PACKAGE };
  writeAll(folder, { ...files, "index.ts": index, ...more });
  return folder;
}

/** SHA-256 of every file of a folder, by name. */
function fingerprints(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
        return [path.slice(folder.length + 1), hash];
      }),
  );
}

/** Bytes of the first round's payload with that many workers, as the chain writes it (protocol section 3). */
function payloadBytes(workers: number): number {
  const address = "a".repeat(43);
  const inferences = Array.from({ length: workers }, () => ({
    worker: address,
    inference: "1000",
  }));
  const weight = String(Math.floor(100_000 / workers));
  const weights = Object.fromEntries(
    Array.from({ length: workers }, (_, i) => [String(i).padStart(43, "a"), weight]),
  );
  const sets = [{ timestamp: "1700006400", inferences }];
  return JSON.stringify({ inferences: sets, latest_weights: weights }).length;
}

describe("a project with @blockless/sdk", () => {
  test("learns of its buffer, its comparator and NaN before it is replayed, and stays as it was", async () => {
    const cwd = blocklessProject(FAULTY);
    const before = fingerprints(cwd);
    const { code, stdout } = await weightkit(["adopt"], { cwd });
    expect(code).toBe(7);
    expect(fingerprints(cwd)).toMatchObject(before);
    expect(JSON.parse(readFileSync(join(cwd, "weightkit.json"), "utf8"))).toEqual({
      name: "traffic",
      description: "",
      entry: "index.ts",
      gc: "incremental",
      topic: { metadata: "", inferenceCadence: 3600, weightCadence: 7200 },
      permissions: ["https://data.example/traffic/"],
    });
    // 1,024 bytes hold seven workers, and not eight.
    expect([payloadBytes(7) <= 1024, payloadBytes(8)]).toEqual([true, 1117]);
    const said = stdout.replaceAll(/\s+/g, " ");
    expect(said).toContain(
      "WK437 index.ts:30:15 Every round of 8 workers or more breaks, with one set of inferences: stdin is 1,117 bytes, but your buffer is 1,024",
    );
    expect(said).toContain("WK209 index.ts:31:31 The comparator cuts a difference");
    expect(said).toContain('gets "NaN" (not finite)');
    // All of it before the replay, which breaks as was foretold.
    const [findings = "", replayed = ""] = stdout.split("\ntraffic on topic 1");
    expect(findings).toContain("finite-weights");
    expect(replayed).toContain("All 84 rounds failed");
    expect(replayed).toContain("WK437");
  });

  test("has nothing to report once that is fixed, and builds, replays and verifies", async () => {
    const cwd = blocklessProject(SOUND);
    const { code, stdout } = await weightkit(["adopt", ".", "--json"], { cwd });
    const document: unknown = JSON.parse(stdout);
    expect(document).toMatchObject({
      format: "weightkit.adopt",
      version: 1,
      ok: true,
      entry: "index.ts",
      wasm: null,
      ignored: [],
      findings: [],
      files: ["weightkit.json", "history/inferences.csv", "history/truth.csv"],
      replay: { topics: [{ rounds: { ran: 84, failed: 0 } }] },
    });
    expect(code).toBe(0);
    expect((await weightkit(["verify"], { cwd })).code).toBe(0);
  });

  test("keeps a history that is there, and cannot be adopted twice", async () => {
    const history = {
      "history/inferences.csv":
        "timestamp,worker,value\n1700006400,allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn,5\n",
      "history/truth.csv": "timestamp,value,available_at\n1700006400,5,1700006400\n",
    };
    const cwd = blocklessProject(FAULTY, history);
    const { stdout } = await weightkit(["adopt", "--json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ simulated: false, files: ["weightkit.json"] });
    const again = await weightkit(["adopt"], { cwd });
    expect([again.code, again.stderr]).toEqual([3, expect.stringContaining("error WK162")]);
  });

  test("gets the shim that its asconfig extends through another one, and a note of settings that it loses", async () => {
    const cwd = blocklessProject(
      `import { memory } from "@blockless/sdk/assembly";
new memory.Stdin().read();
process.stdout.write('{"type":"weights","weights":{}}');
`,
      {
        "asconfig.json": JSON.stringify({
          extends: "./config/base.json",
          targets: { release: { transform: ["./own.mjs"] } },
        }),
        "config/base.json": JSON.stringify({
          extends: `.${SHIM_CONFIG}`,
          options: { noAssert: true },
        }),
        "package.json": PACKAGE.replace('"@assemblyscript/wasi-shim":"^0.1.0",', ""),
      },
    );
    const { stdout, stderr } = await weightkit(["adopt", "--json"], { cwd });
    expect(stderr).not.toContain("error");
    expect(JSON.parse(stdout)).toMatchObject({ ignored: ["noAssert", "transform"] });
  });

  test("is not adopted when it does not compile", async () => {
    const cwd = blocklessProject("let x: f64 = unknown;\n");
    const before = fingerprints(cwd);
    const { code, stderr } = await weightkit(["adopt"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("error WK201: index.ts:1:14")]);
    expect(fingerprints(cwd)).toEqual(before);
  });
});

/** A function in another language: its command writes a WASM, and a file that shows that it ran. */
async function otherProject(command: string): Promise<string> {
  const folder = temporaryFolder();
  const bls = `name = "other"\n[build_release]\ndir = "target/release"\nentry = "other.wasm"\ncommand = ${JSON.stringify(command)}\n`;
  writeAll(folder, { "bls.toml": bls, "src/main.rs": "fn main() {}\n" });
  writeFileSync(join(folder, "made.bin"), await wasm(prints('{"type":"weights","weights":{}}')));
  return folder;
}

const MAKES = "mkdir -p target/release && cp made.bin target/release/other.wasm && echo compiling";

describe("a project in another language", () => {
  test("runs its build command only when the user wants it, and shows it first", async () => {
    const cwd = await otherProject(MAKES);
    const before = fingerprints(cwd);
    const refused = await weightkit(["adopt"], { cwd });
    expect([refused.code, refused.stdout]).toEqual([3, ""]);
    expect(refused.stderr).toContain("error WK163");
    expect(refused.stderr).toContain(MAKES);
    expect(fingerprints(cwd)).toEqual(before);

    const { code, stdout, stderr } = await weightkit(["adopt", "--yes", "--json"], { cwd });
    expect(stderr).toContain("│ compiling");
    expect(JSON.parse(stdout)).toMatchObject({ entry: null, wasm: "target/release/other.wasm" });
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, "weightkit.json"), "utf8"))).toMatchObject({
      wasm: "target/release/other.wasm",
    });
    // The package holds the WASM as it was built, and verify takes it from there again.
    const packed = readFileSync(join(cwd, "build/other.wasm"));
    expect(packed.equals(readFileSync(join(cwd, "made.bin")))).toBe(true);
    expect((await weightkit(["verify"], { cwd })).code).toBe(0);
    writeFileSync(
      join(cwd, "target/release/other.wasm"),
      await wasm(prints('{"type":"weights","weights":{ }}')),
    );
    expect((await weightkit(["verify"], { cwd })).code).toBe(5);
  });

  test.each([
    ["yes", "run", true],
    ["no", "leave", false],
  ])("asks on a terminal: %s", async (_, answer, built) => {
    const cwd = await otherProject(MAKES);
    const questions: string[] = [];
    const ask: Ask = {
      text: () => Promise.reject(new Error("not asked")),
      choose: (question) => {
        questions.push(question);
        return Promise.resolve(answer);
      },
    };
    const { code } = await weightkit(["adopt", "--json"], { cwd, ask });
    expect(questions).toEqual([expect.stringContaining(MAKES)]);
    expect([code, existsSync(join(cwd, "weightkit.json"))]).toEqual([built ? 0 : 3, built]);
  });

  test("takes what was built before, and reports that the command was not run", async () => {
    const cwd = await otherProject("exit 1");
    const bytes = readFileSync(join(cwd, "made.bin"));
    writeAll(cwd, { "target/release/readme": "" });
    writeFileSync(join(cwd, "target/release/other.wasm"), bytes);
    const { code, stderr } = await weightkit(["adopt", "--json"], { cwd });
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining("not run: exit 1; target/release/other.wasm is used unchanged"),
    ]);
  });

  test("reports a build command that fails, and writes nothing", async () => {
    const cwd = await otherProject("echo no such crate >&2; exit 9");
    const { code, stderr } = await weightkit(["adopt", "-y"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("│ no such crate\n")]);
    expect(stderr).toContain("error WK164");
    expect(stderr).toContain("exited with 9");
    expect(existsSync(join(cwd, "weightkit.json"))).toBe(false);
  });

  test("may be given by its bls.toml", async () => {
    const cwd = await otherProject("exit 0");
    const { stderr } = await weightkit(["adopt", "bls.toml"], { cwd });
    expect(stderr).toContain("error WK163: target/release/other.wasm does not exist");
  });

  test("reports a build command that ran and wrote no WASM", async () => {
    const cwd = await otherProject("exit 0");
    const { code, stderr } = await weightkit(["adopt", "-y"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("error WK164")]);
    expect(stderr).toContain("exit 0 wrote no target/release/other.wasm");
    expect(existsSync(join(cwd, "weightkit.json"))).toBe(false);
  });

  test("takes back what it wrote where the build cannot be written, and can be repeated", async () => {
    const cwd = await otherProject("exit 0");
    writeAll(cwd, { "target/release/readme": "", build: "in the way" });
    cpSync(join(cwd, "made.bin"), join(cwd, "target/release/other.wasm"));
    const { code, stderr } = await weightkit(["adopt", "-y"], { cwd });
    expect([code, stderr]).toEqual([3, expect.stringContaining("error WK112")]);
    expect(existsSync(join(cwd, "weightkit.json"))).toBe(false);
    expect(existsSync(join(cwd, "history"))).toBe(false);
    rmSync(join(cwd, "build"));
    expect((await weightkit(["adopt", "-y", "--json"], { cwd })).code).toBe(0);
  });

  test("writes no history through a link that leads out of the project", async () => {
    const cwd = await otherProject("exit 0");
    writeAll(cwd, { "target/release/readme": "" });
    cpSync(join(cwd, "made.bin"), join(cwd, "target/release/other.wasm"));
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(cwd, "history"), "junction");
    const { code, stderr } = await weightkit(["adopt", "-y"], { cwd });
    expect([code, stderr]).toEqual([3, expect.stringContaining("error WK159")]);
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(existsSync(join(cwd, "weightkit.json"))).toBe(false);
  });

  test("may be AssemblyScript that is packed as its own compiler built it", async () => {
    const cwd = blocklessProject(SOUND);
    writeAll(cwd, { "build/readme": "" });
    writeFileSync(
      join(cwd, "build/release.wasm"),
      await wasm(prints('{"type":"weights","weights":{}}')),
    );
    const { stdout } = await weightkit(["adopt", "--as-built", "--json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ entry: null, wasm: "build/release.wasm" });
  });
});

test.each([
  ["WK161", {}, "has no bls.toml"],
  ["WK160", { "bls.toml": 'name = "a"\nname = "b"\n' }, "bls.toml:2:"],
  ["WK160", { "bls.toml": "name = 5\n" }, "name: "],
  ["WK163", { "bls.toml": 'name = "a"\n' }, "does not name the WASM"],
  ["WK163", { "bls.toml": '[build_release]\nentry = " "\ncommand = ""\n' }, "does not name the"],
  ["WK163", { "bls.toml": '[build]\nentry = "a.wasm"\ncommand = " "\n' }, "no build command"],
  ["WK160", { "bls.toml": '[build]\nentry = "../../a.wasm"\n' }, "writes ../a.wasm, which is not"],
  [
    "WK160",
    { "bls.toml": '[build]\ndir = "/tmp"\nentry = "a.wasm"\n' },
    "writes /tmp/a.wasm, which",
  ],
  [
    "WK160",
    { "bls.toml": '[build]\nentry = "a.bin"\ncommand = "exit 1"\n' },
    "writes build/a.bin,",
  ],
])("%s for a folder without a function: %j", async (code, files, words) => {
  const cwd = temporaryFolder();
  writeAll(cwd, files);
  const { code: exit, stderr } = await weightkit(["adopt"], { cwd });
  expect([exit, stderr]).toEqual([3, expect.stringContaining(`error ${code}`)]);
  expect(stderr).toContain(words);
  expect(existsSync(join(cwd, "weightkit.json"))).toBe(false);
});
