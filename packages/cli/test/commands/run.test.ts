import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { EXTERNAL_ENGINES } from "@weightkit/testkit/internal/runtime/external/external-command";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MAX_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { RUNTIME_VERSIONS } from "@weightkit/testkit/internal/runtime/versions";
import { casePath } from "../../../../test/support/inputs.js";
import { ENGINES, limitOptions, RUNTIMES } from "../../src/settings/run-options.js";
import { temporaryFolder, weightkit, type CliResult } from "../support/run-cli.js";
import { HEAD, prints, wasm } from "../support/wat.js";

interface Told {
  ok: boolean;
  exitCode: number;
  fuel: number;
  stdout: string;
  stderr: string;
  stored: Record<string, number> | null;
  failure: { code: string; exit: number } | null;
}

const ENDLESS = `(module ${HEAD} (func (export "_start") (loop $l (br $l))))`;
const LARGE = ENDLESS.replace('"memory") 1', '"memory") 20');
const FLOODS = prints("x".repeat(60_000))
  .replace("(drop (call", "(loop $l (drop (call")
  .replace(/\)\)\)$/, ") (br $l))))");
const WEIGHTS = '{"type":"weights","weights":{"allo1a":"0.5"}}';
const PAYLOAD =
  '{"inferences":[{"timestamp":"1700006400","inferences":[{"worker":"allo1a","inference":"1"}]}],"latest_weights":{"allo1a":"0"}}';

async function run(wat: string, ...args: string[]): Promise<CliResult> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "logic.wasm"), await wasm(wat));
  return await weightkit(["run", "logic.wasm", ...args], { cwd, stdin: PAYLOAD });
}

async function told(wat: string, ...args: string[]): Promise<Told & { code: number }> {
  const { code, stdout } = await run(wat, ...args, "--json");
  return { code, ...(JSON.parse(stdout) as Told) };
}

test("stdout is what the logic printed, to the byte; the rest goes to stderr", async () => {
  const { code, stdout, stderr } = await run(prints(WEIGHTS));
  expect({ code, stdout }).toEqual({ code: 0, stdout: WEIGHTS });
  expect(stderr).toMatch(/^ok: exit code 0, fuel \d+, 1 page of memory\n$/);
});

// As in CI, where stdin is /dev/null: the logic's complaint about its payload would be the only clue.
test("nothing on stdin and no --payload: a warning names what is missing", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "logic.wasm"), await wasm(prints(WEIGHTS)));
  writeFileSync(join(cwd, "none.json"), "");
  const WARNING =
    "warning: stdin is empty, so the logic gets an empty payload, which the chain never sends. Give --payload FILE, or pipe it in: weightkit run < payload.json\n";
  const { stderr, stdout } = await weightkit(["run", "logic.wasm"], { cwd, stdin: "" });
  expect(stdout).toBe(WEIGHTS);
  expect(stderr).toContain(WARNING);
  for (const payload of ["-", "none.json"]) {
    const line = ["run", "logic.wasm", "--payload", payload];
    expect((await weightkit(line, { cwd, stdin: "" })).stderr).not.toContain(WARNING);
  }
});

test("what the chain stores is printed with --json", async () => {
  expect(await told(prints(WEIGHTS))).toMatchObject({
    ok: true,
    code: 0,
    stored: { allo1a: 50_000 },
    failure: null,
  });
});

test("what the logic prints on stderr cannot confuse the terminal", async () => {
  const { stderr } = await run(prints("\u001b[2Jboo", 2));
  expect(stderr).not.toContain("\u001b");
  expect(stderr).toContain("boo");
});

/** The run, as a report page's data has it. */
function runOf(html: string): { command: string; milliseconds: number | null } {
  const data = /id="data">([^<]*)</.exec(html)?.[1] ?? "";
  return JSON.parse(inflateRawSync(Buffer.from(data, "base64")).toString()) as {
    command: string;
    milliseconds: number | null;
  };
}

describe("limits end a run with exit code 4, each with its own code", () => {
  test("fuel", async () => {
    expect(await told(ENDLESS, "--fuel", "10000")).toMatchObject({
      code: 4,
      // The chain's own request has no limit: the default is weightkit's, and the error has it where a run hits it.
      failure: { code: "WK430", hint: expect.stringContaining("1,000,000,000") as string },
    });
  });
  test("time: an endless loop without a fuel limit to stop it is killed", async () => {
    const args = ["--fuel", "900000000000000", "--time-limit", "300"];
    expect(await told(ENDLESS, ...args)).toMatchObject({ code: 4, failure: { code: "WK431" } });
  });
  test("memory", async () => {
    expect(await told(LARGE, "--memory-pages", "10")).toMatchObject({ code: 4 });
  });
  test("output", async () => {
    expect(await told(FLOODS)).toMatchObject({ code: 4 });
  });
});

test("a log line on stdout loses the run, and the error explains it", async () => {
  const result = await told(prints(`hello\n${WEIGHTS}`));
  expect(result).toMatchObject({ code: 1, ok: false, stored: null });
});

test("an engine checked against itself does not differ; one that is not installed is named", async () => {
  expect(await told(prints(WEIGHTS), "--cross-check", "v8")).toMatchObject({ code: 0 });
  const { code, stdout } = await run(prints(WEIGHTS), "--engine", "bls-runtime", "--json");
  const { errors } = JSON.parse(stdout) as { errors: { code: string; message: string }[] };
  expect(code).toBe(3);
  expect(errors[0]?.message).toContain("bls-runtime");
});

test("--runtime chooses what proc_exit comes to", async () => {
  const exits = prints(WEIGHTS)
    .replace(
      "(module ",
      '(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32))) ',
    )
    .replace(/\)\)$/, " (call $exit (i32.const 0))))");
  const exit = async (runtime: string) => (await told(exits, "--runtime", runtime)).exitCode;
  expect([await exit("0.6.3"), await exit("0.3.1")]).toEqual([0, 255]);
});

test("the engines that can be named are those that there are", () => {
  expect(ENGINES).toEqual(["v8", ...EXTERNAL_ENGINES, "b7s"]);
  expect(RUNTIMES).toEqual(["both", ...RUNTIME_VERSIONS]);
});

test("the limits that can be given are those that the engine can keep", () => {
  const most = limitOptions.flatMap((option) =>
    "maximum" in option ? [[option.name, option.maximum]] : [],
  );
  expect(Object.fromEntries(most)).toEqual({
    "memory-pages": MAX_LIMITS.memoryPages,
    "time-limit": MAX_LIMITS.milliseconds,
  });
});

describe("HTTP", () => {
  let server: Server;
  let base: string;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end("{}");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((done) => server.close(done)));

  /** Asks once, and prints weights whatever comes of it. */
  const asks = (url: string): string => `(module
    (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
    (import "blockless_http" "http_req" (func $req (param i32 i32 i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1)
    (data (i32.const 16) ${JSON.stringify(WEIGHTS).replaceAll('\\"', "\\22")})
    (data (i32.const 512) "${url}")
    (data (i32.const 1024) "{\\22method\\22:\\22GET\\22,\\22headers\\22:\\22{}\\22,\\22connectTimeout\\22:5,\\22readTimeout\\22:5}")
    (func (export "_start")
      (drop (call $req (i32.const 512) (i32.const ${url.length}) (i32.const 1024) (i32.const 66) (i32.const 2048) (i32.const 2052)))
      (i32.store (i32.const 0) (i32.const 16)) (i32.store (i32.const 4) (i32.const ${WEIGHTS.length}))
      (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`;

  test("nothing is asked of the network without --live", async () => {
    const url = `${base}/delay`;
    const offline = await told(asks(url), "--permission", `${base}/`);
    expect(asked).toEqual([]);
    expect(offline.code).not.toBe(0);
    const live = await told(asks(url), "--permission", `${base}/`, "--live");
    expect(asked).toEqual(["/delay"]);
    expect(live.code).toBe(0);
  });

  test("under the chain's own request, which carries no permissions, every request is refused", async () => {
    const url = `${base}/delay`;
    const args = ["--permission", `${base}/`, "--live", "--permissions"];
    const refused = await told(asks(url), ...args, "request");
    expect(refused).toMatchObject({
      requests: [{ url, status: null, refused: true }],
      notes: [expect.stringMatching(/and there are no permissions \(errno 14\)$/)],
    });
    expect(asked).toEqual([]);
    const allowed = await told(asks(url), ...args, "manifest");
    expect(allowed).toMatchObject({
      requests: [{ url, status: 200, refused: false }],
      notes: [expect.stringMatching(/which a v0\.0\.9 network refuses \(errno 14\)/)],
    });
    expect(asked).toEqual(["/delay"]);
  });

  test("what is recorded answers later runs, without the network", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "logic.wasm"), await wasm(asks(`${base}/delay`)));
    const common = ["logic.wasm", "--permission", `${base}/`];
    const options = { cwd, stdin: PAYLOAD };
    const recorded = await weightkit(["record", ...common, "--out", "x.json"], options);
    expect(recorded).toMatchObject({ code: 0, stdout: "recorded 1 of 1 exchanges in x.json\n" });
    const again = await weightkit(["run", ...common, "--recording", "x.json", "--json"], options);
    expect(again.code).toBe(0);
    expect(asked).toEqual(["/delay"]);
  });
});

describe("replay", () => {
  async function replayed(wat: string, ...args: string[]): Promise<CliResult & { cwd: string }> {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "logic.wasm"), await wasm(wat));
    const worker = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
    const rows = [0, 1, 2, 3].map((i) => `${1_700_006_400 + i * 3600},${worker},${i + 5}`);
    writeFileSync(join(cwd, "i.csv"), `timestamp,worker,value\n${rows.join("\n")}\n`);
    const cadences = ["--inference-cadence", "3600", "--weight-cadence", "7200"];
    const line = ["replay", "logic.wasm", "-i", "i.csv", ...cadences, ...args];
    return { cwd, ...(await weightkit(line, { cwd })) };
  }

  test("an endless logic costs its topic's rounds, not the command", async () => {
    const args = ["--fuel", "900000000000000", "--time-limit", "300"];
    const { code, stdout } = await replayed(ENDLESS, ...args);
    expect(code).toBe(4);
    expect(stdout).toContain("WK431");
  });

  test("writes the reports that were asked for, and nothing half", async () => {
    const { cwd, code } = await replayed(
      prints('{"type":"weights","weights":{}}'),
      ...["--html", "out/r.html", "--csv", "out/csv", "--junit", "out/j.xml"],
    );
    expect(code).toBe(0);
    expect(readdirSync(join(cwd, "out")).sort()).toEqual(["csv", "j.xml", "r.html"]);
    expect(readdirSync(join(cwd, "out/csv")).sort()).toEqual([
      "epochs.csv",
      "inferences.csv",
      "rewards.csv",
      "rounds.csv",
      "sets.csv",
      "weights.csv",
      "workers.csv",
    ]);
    expect(readFileSync(join(cwd, "out/csv/inferences.csv"), "utf8").split("\n")).toHaveLength(6);
    const run = runOf(readFileSync(join(cwd, "out/r.html"), "utf8"));
    expect(run.command).toContain("weightkit replay logic.wasm");
    expect(run.milliseconds).toBeNull();
  });

  test("writes the same page twice, with a clock in it only where asked for", async () => {
    const wasm = prints('{"type":"weights","weights":{}}');
    const html = async (...args: string[]) => {
      const { cwd } = await replayed(wasm, ...["--html", "r.html"], ...args);
      return readFileSync(join(cwd, "r.html"), "utf8");
    };
    const page = await html();
    expect(await html()).toBe(page);
    // The tests' clock stands still.
    expect(runOf(await html("--timed")).milliseconds).toBe(0);
  });

  test("a replay that fails before its end leaves no report", async () => {
    const unknown = '(module (import "nowhere" "f" (func)))';
    const { cwd, code } = await replayed(unknown, "--csv", "out");
    expect(code).not.toBe(0);
    expect(existsSync(join(cwd, "out")) ? readdirSync(join(cwd, "out")) : []).toEqual([]);
  });

  test("failed rounds: exit 1, JUnit and annotations name them", async () => {
    const { cwd, code, stderr } = await replayed(prints("no"), "--junit", "j.xml", "--github");
    expect(code).toBe(1);
    expect(readFileSync(join(cwd, "j.xml"), "utf8")).toMatch(/failures="[1-9]/);
    expect(stderr).toContain("::error ");
  });
});

test("text before the weights: the help warns of wasi-shim's console and names what writes to stderr", async () => {
  const guest = readFileSync(casePath("console-error-on-stdout/guest.wat"), "utf8");
  const { code, stderr } = await run(guest);
  expect(code).toBe(1);
  expect(stderr).toContain("error WK503");
  expect(stderr).toContain("`log` of @weightkit/sdk or process.stderr.write");
  expect(stderr).toContain("wasi-shim writes to stdout, console.error too");
  expect(stderr).not.toContain("(console.error)");
});
