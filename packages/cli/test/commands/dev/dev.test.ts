import { spawn, type ChildProcess } from "node:child_process";
import { renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { storedCommand } from "../../../../../test/support/compiled/command.mjs";
import { Lines } from "../../support/lines.js";
import { MINI_SDK, writeAll } from "../../support/mini-project.js";
import { keptFolder, temporaryFolder, weightkit } from "../../support/run-cli.js";

const bin = storedCommand();
const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";

const logic = (weight: string): string => `import { print } from "@weightkit/sdk";
print('{"type":"weights","weights":{"${A}":"${weight}"}}');
`;

/** `weightkit dev` as a process, read line by line. */
class Dev {
  readonly child: ChildProcess;
  readonly #lines = new Lines();

  constructor(args: readonly string[], cwd: string) {
    const stdio = ["ignore", "pipe", "pipe"] as const;
    this.child = spawn(process.execPath, [bin, "dev", ...args], { cwd, stdio: [...stdio] });
    for (const stream of ["stdout", "stderr"] as const)
      this.child[stream]?.on("data", (data: Buffer) => {
        this.#lines.add(stream, data.toString());
      });
  }

  /** The first line with this text that no earlier call has returned; what its stream had before it is forgotten. */
  async line(text: string): Promise<string> {
    const until = performance.now() + 150_000;
    while (performance.now() < until) {
      const line = this.#lines.take(text);
      if (line !== null) return line;
      await new Promise((done) => setTimeout(done, 30));
    }
    throw new Error(`no line with ${text} in:\n${this.#lines.rest}`);
  }

  async end(): Promise<number | null> {
    const ended = new Promise<number | null>((done) => this.child.once("exit", done));
    this.child.kill("SIGINT");
    return await ended;
  }
}

const times = Array.from({ length: 6 }, (_, i) => 1_700_006_400 + i * 3600);
let cwd = "";
let dev: Dev | null = null;
const SAME = `${logic("0.5")}// the same\n`;
const WRONG = `${logic("0.5")}let x: i32 = "a";\n`;

// Compiled here, where the compiler is warm: the commands find them in the store.
const compiled = keptFolder();
beforeAll(async () => {
  writeAll(compiled, { ...MINI_SDK, "weightkit.json": JSON.stringify({ name: "mini" }) });
  for (const text of [logic("0.25"), logic("0.5"), SAME, WRONG, logic("-1")]) {
    writeAll(compiled, { "logic/weights.ts": text });
    for (const debug of [[], ["--debug"]]) {
      const { code } = await weightkit(["build", ...debug], { cwd: compiled });
      expect(code).toBe(text === WRONG ? 2 : 0);
    }
  }
});

beforeEach(async () => {
  cwd = temporaryFolder();
  writeAll(cwd, {
    ...MINI_SDK,
    "weightkit.json": JSON.stringify({
      name: "mini",
      topic: { inferenceCadence: 3600, weightCadence: 3600 },
    }),
    "logic/weights.ts": logic("0.25"),
    "history/inferences.csv": `timestamp,worker,value\n${times.map((t) => `${t},${A},2`).join("\n")}\n`,
    "history/truth.csv": `timestamp,value,available_at\n${times.map((t) => `${t},3,${t}`).join("\n")}\n`,
  });
  await Promise.resolve();
});

afterEach(() => {
  dev?.child.kill("SIGKILL");
  dev = null;
});

test("a note is found although a result that came after it was read first", () => {
  const lines = new Lines();
  lines.add("stdout", "mini: 1 weight; 0 of 6 rounds failed\n");
  lines.add("stderr", "page at http://127.0.0.1:1/\n");
  expect(lines.take("page at ")).toBe("page at http://127.0.0.1:1/");
  expect(lines.take("1 weight;")).toBe("mini: 1 weight; 0 of 6 rounds failed");
});

/** Saves a file of the project as an editor does: whole, under its name. */
function save(path: string, text: string): void {
  const whole = join(temporaryFolder(), "saved");
  writeFileSync(whole, text);
  renameSync(whole, join(cwd, path));
}

describe("without a terminal", () => {
  test("one line a change: weights, errors with the last good result, fuel and size", async () => {
    dev = new Dev([], cwd);
    expect(await dev.line("1 weight;")).toContain("0 of ");
    expect(await dev.line("optimized: ")).toMatch(/fuel [\d,]+, size [\d,]+ bytes$/);

    save("logic/weights.ts", logic("0.5"));
    const changed = await dev.line("logic/weights.ts: ");
    expect(changed).toContain("1 weight changed, most allo1xfr…kumeuap 0.25000 -> 0.50000");

    save("logic/weights.ts", WRONG);
    expect(await dev.line("logic/weights.ts: ")).toMatch(
      /error WK201: logic\/weights\.ts:3:14: .* \(no new result\)$/,
    );

    save("logic/weights.ts", SAME);
    expect(await dev.line("logic/weights.ts: ")).toContain("same program");

    // The project file and the history are read again when they are saved.
    save("weightkit.json", "{");
    expect(await dev.line("weightkit.json: ")).toContain("error WK12");
    const again = { name: "mini", topic: { inferenceCadence: 3600, weightCadence: 7200 } };
    save("weightkit.json", JSON.stringify(again));
    expect(await dev.line("weightkit.json: ")).toContain("same weights");

    save("logic/weights.ts", logic("-1"));
    expect(await dev.line("logic/weights.ts: ")).toMatch(/0 -> \d+ of \d+ rounds failed/);
    expect(await dev.end()).toBe(130);
  });

  test("a link to the whole disk is not watched", async () => {
    symlinkSync("/", join(cwd, "everything"));
    dev = new Dev([], cwd);
    expect(await dev.line("1 weight;")).toContain("0 of ");
    save("logic/weights.ts", logic("0.5"));
    expect(await dev.line("logic/weights.ts: ")).toContain("1 weight changed");
  });

  // The options of a replay, as `replay` has them; every-flag.test.ts asks for each.
  test.each([
    `--ui 0 --inferences history/inferences.csv --truth history/truth.csv --on-duplicate last --topic 1 --workers history/workers.csv --inference-cadence 3600 --weight-cadence 7200 --topics history/topics.csv --late 1=60 --outage 2023-11-15T02:00Z..2023-11-15T03:00Z --no-demand 2023-11-15T04:00Z..2023-11-15T05:00Z --single-runs --block-seconds 6 --lost-payloads 0.1 --shuffle-reputers --value-kind number --value-scale 10 --profile chain --truth-url https://data.example/{timestamp} --truth-pointer /value --permission https://data.example/ --permissions request --recording exchanges.json --live --engine v8 --cross-check v8 --head http://127.0.0.1:9 --subgroup s --function-id f --concurrency 2 --fuel 1000000 --memory-pages 64 --time-limit 5000 --runtime 0.6.3 --seed 7 --warm-up 1 --horizon 2 --loss-scale relative --best-worker-part 0.8 --consume top=1 --turned first=bad@2023-11-15T02:00Z`,
    "--inferences chances.csv --truth outcomes.csv --profile seed --skip 1 --texts --value-kind probability",
    "--inferences classes.csv --truth outcomes.csv --value-kind distribution --classes dry,wet --packing-base 10",
    "--stake-changes history/stake.csv",
  ])("watches with %s", async (options) => {
    writeAll(cwd, {
      "history/workers.csv": `worker,name\n${A},first\n`,
      "history/topics.csv": "topic,weight_cadence\n1,7200\n",
      "history/stake.csv": `time,participant,delta\n2023-11-15T02:00Z,${A},-1\n`,
      "exchanges.json": '{"version":1,"exchanges":[]}',
      "chances.csv": `timestamp,worker,value\n${times.map((t) => `${t},${A},0.5`).join("\n")}\n`,
      "classes.csv": `timestamp,worker,value\n${times.map((t) => `${t},${A},90`).join("\n")}\n`,
      "outcomes.csv": `timestamp,value,available_at\n${times.map((t) => `${t},1,${t}`).join("\n")}\n`,
    });
    dev = new Dev(options.split(" "), cwd);
    await dev.line("1 weight;");
    expect(await dev.end()).toBe(130);
  });

  test("a project that does not compile at the start is watched until it does", async () => {
    rmSync(join(cwd, "logic/weights.ts"));
    dev = new Dev([], cwd);
    expect(await dev.line("error WK20")).toContain("no result yet");
    save("logic/weights.ts", logic("0.5"));
    expect(await dev.line("logic/weights.ts: ")).toContain("1 weight;");
  });

  test("a folder without a project is an error", async () => {
    const { code, stderr } = await weightkit(["dev"], { cwd: temporaryFolder() });
    expect(code).toBe(3);
    expect(stderr).toContain("WK110");
  });
});

/** A GET with any Host header. */
async function get(url: URL, host: string): Promise<{ status: number; body: string }> {
  return await new Promise((resolve, reject) => {
    const { port, pathname } = url;
    request({ host: "127.0.0.1", port, path: pathname, headers: { host } }, (response) => {
      let body = "";
      response.on("data", (data: Buffer) => (body += data.toString()));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body });
      });
    })
      .on("error", reject)
      .end();
  });
}

describe("--ui", () => {
  test("serves the report on loopback to its own names only, and announces every result", async () => {
    dev = new Dev(["--ui", "0"], cwd);
    const url = new URL((await dev.line("page at ")).replace("page at ", ""));
    expect(url.hostname).toBe("127.0.0.1");
    await dev.line("1 weight;");
    const own = await get(new URL("/report", url), url.host);
    expect(own.status).toBe(200);
    expect(own.body).toContain("mini: replay report");
    expect((await get(url, `localhost:${url.port}`)).body).toContain('src="/report"');
    for (const host of ["evil.example", `evil.example:${url.port}`, "127.0.0.1:1"])
      expect((await get(new URL("/report", url), host)).status).toBe(403);
    expect((await get(new URL("/etc/passwd", url), url.host)).status).toBe(404);

    const events = await fetch(new URL("/events", url));
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    const until = async (text: string): Promise<void> => {
      let seen = "";
      while (!seen.includes(text)) {
        const { value, done } = (await reader?.read()) ?? { done: true, value: "" };
        seen += value ?? "";
        if (done) throw new Error(`no ${text} in ${seen}`);
      }
    };
    save("logic/weights.ts", logic("0.5"));
    await until("event: report");
    save("logic/weights.ts", WRONG);
    await until('event: fault\ndata: "error WK201');
    await reader?.cancel();
  });

  test("a port that is taken is an error", async () => {
    dev = new Dev(["--ui", "0"], cwd);
    const { port } = new URL((await dev.line("page at ")).replace("page at ", ""));
    const { code, stderr } = await weightkit(["dev", "--ui", port], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain("WK145");
    expect(stderr).toContain("it is in use");
  });
});
