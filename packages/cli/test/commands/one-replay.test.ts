import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync, readdirSync, symlinkSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readHistory } from "@weightkit/testkit/history";
import { evaluate } from "@weightkit/testkit/metrics";
import { loadLogic, replay, WorkerPool, type ReplayPlan } from "@weightkit/testkit/replay";
import { documentText, replayDocument, type ReplayDocument } from "@weightkit/testkit/report";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { miniProject, PRINTS, writeAll } from "../support/mini-project.js";
import { keptFolder, weightkit } from "../support/run-cli.js";

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const B = "allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn";
const C = "allo1lr2az4lyygxl5qmknceuyjfkv88puf68jcly7c";
const START = 1_700_006_400;
const SETS = 24;
const TIMES = Array.from({ length: SETS }, (_, i) => START + i * 3600);
const TOPICS = ["1", "2", "3"];

/** Asks for the truth where its environment points, by topic. */
const ENTRY = `import { environment, Loss, Round, Truth } from "@weightkit/sdk";
const topic = environment("TOPIC_ID");
const pointer = topic == "2" ? "/data/value" : "/value";
const truth = Truth.http(environment("BASE") + "/" + topic + "/{timestamp}", pointer);
const round = Round.read();
const losses = Loss.absolute(round.latestWithTruth(truth), truth);
round.weights.ema(losses.normalized().inverted(), 0.3).commit();
`;

const ECONOMY = { emission: "1000003", epochBlocks: 720, blockSeconds: 5 };

const folder = keptFolder();
let base: string;
let server: Server;
let asked = 0;

/** Truth of a topic's set; the sixth of each topic has none. */
const truthOf = (topic: string, time: number): number | null =>
  time === TIMES[5] ? null : 10 + Number(topic) + (((time - START) / 3600) % 5);

/** What a data provider answers, to the byte as the truth table does. */
function answer(topic: string, time: number): { status: number; body: string } {
  const value = truthOf(topic, time);
  if (value === null) return { status: 404, body: '{"error":"no value for this timestamp"}' };
  return { status: 200, body: JSON.stringify(topic === "2" ? { data: { value } } : { value }) };
}

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    const [, topic = "", time = ""] = (request.url ?? "").split("/");
    const { status, body } = answer(topic, Number(time));
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rows = TOPICS.flatMap((topic) =>
    TIMES.flatMap((time, i) =>
      [A, B, C].map((worker, w) => `${topic},${time},${worker},${10 + ((i * 7 + w * 3) % 11) / 2}`),
    ),
  );
  const truths = TOPICS.flatMap((topic) =>
    TIMES.flatMap((time) => {
      const value = truthOf(topic, time);
      return value === null ? [] : [`${topic},${time},${value},${time}`];
    }),
  );
  const own = ["1,,", "2,14400,10", "3,10800,100"];
  const routes = [
    `${base}/1/{timestamp},/value`,
    `${base}/2/{timestamp},/data/value`,
    `${base}/3/{timestamp},/value`,
  ];
  const head = "topic,weight_cadence,value_scale";
  const exchanges = TOPICS.flatMap((topic) =>
    TIMES.map((time) => {
      const { status, body } = answer(topic, time);
      const url = `${base}/${topic}/${time}`;
      const headers = { "content-type": "application/json" };
      return {
        availableAt: time,
        request: { method: "GET", url },
        response: { status, headers, body },
      };
    }),
  );
  writeAll(folder, {
    "logic/weights.ts": ENTRY,
    "weightkit.json": JSON.stringify({
      name: "asks",
      topic: { inferenceCadence: 3600, weightCadence: 7200 },
      permissions: [`${base}/`],
      env: { BASE: base, BLS_LIST_VARS: "BASE;TOPIC_ID" },
      reputers: [
        { address: A, stake: "300" },
        { address: B, stake: "100" },
      ],
      economy: ECONOMY,
    }),
    "history/inferences.csv": `topic,timestamp,worker,value\n${rows.join("\n")}\n`,
    "history/truth.csv": `topic,timestamp,value,available_at\n${truths.join("\n")}\n`,
    "topics.csv": `${head}\n${own.join("\n")}\n`,
    "routes.csv": `${head},truth_url,truth_pointer\n${own.map((row, i) => `${row},${routes[i]}`).join("\n")}\n`,
    "recording.json": JSON.stringify({ version: 1, exchanges }),
  });
  mkdirSync(join(folder, "node_modules"));
  const modules = fileURLToPath(new URL("../../../../node_modules/@weightkit", import.meta.url));
  symlinkSync(modules, join(folder, "node_modules/@weightkit"));
});
afterAll(() => new Promise((done) => server.close(done)));

/** All that a replay prints and writes: its facts, row by row. */
async function replayed(name: string, ...args: string[]): Promise<Record<string, string>> {
  const { code, stdout, stderr } = await weightkit(["replay", "--json", "--csv", name, ...args], {
    cwd: folder,
  });
  expect({ code, stderr: stderr.replaceAll(/wrote .*\n/g, "") }).toEqual({ code: 0, stderr: "" });
  const csv = join(folder, name);
  const files = readdirSync(csv).map((file) => [file, readFileSync(join(csv, file), "utf8")]);
  return { ...(Object.fromEntries(files) as Record<string, string>), stdout };
}

describe("a replay with per-topic cadence, value scale and truth URL, and an economy", () => {
  let plain: Record<string, string>;
  beforeAll(async () => {
    plain = await replayed("plain", "--topics", "routes.csv");
  });

  test("follows its table", () => {
    const { topics } = JSON.parse(plain["stdout"] ?? "") as ReplayDocument;
    expect(topics.map(({ weightCadence }) => weightCadence)).toEqual([7200, 14_400, 10_800]);
    // 24 hourly sets: the last lies 23 hours after the first, and the due run that sees it at the next multiple of the cadence.
    // Two reputers make each run: 2 * 24/2, 2 * 24/4, 2 * 24/3, and second runs after each and after the first block.
    expect(topics.map(({ rounds }) => rounds.ran)).toEqual([24, 12, 16]);
    expect(topics.map(({ rounds }) => rounds.second)).toEqual([26, 14, 18]);
    expect(topics.every(({ rounds }) => rounds.failed === 0)).toBe(true);
    expect(asked).toBe(0);
  });

  test.each([
    ["two engines", ["--topics", "routes.csv", "--cross-check", "v8"]],
    ["a recording besides the table", ["--topics", "routes.csv", "--recording", "recording.json"]],
    [
      "a recording instead of the table",
      ["--topics", "topics.csv", "--recording", "recording.json"],
    ],
    [
      "a recording on two engines",
      ["--topics", "topics.csv", "--recording", "recording.json", "--cross-check", "v8"],
    ],
    ["the network besides the table", ["--topics", "routes.csv", "--live"]],
  ])("gives the same facts with %s", async (name, args) => {
    expect(await replayed(name, ...args)).toEqual(plain);
    expect(asked).toBe(0);
  });

  test("gives the same facts with the network instead of the table", async () => {
    expect(await replayed("live", "--topics", "topics.csv", "--live")).toEqual(plain);
    // Each of the 12, 6 and 8 due runs asks for its newest set's truth, and in two of them, where that one has none, for the
    // set before it; all second runs but each topic's last have one set, and ask for its truth. Both reputers do.
    expect(asked).toBe(2 * (12 + 6 + 8 + 2 + 12 + 6 + 8));
  });
});

describe("on a v0.0.9 network", () => {
  const REFUSED = /which a v0\.0\.9 network refuses \(errno 14\)/;

  test("every round of logic that asks over HTTP fails, and nothing is stored", async () => {
    const args = ["replay", "--topics", "routes.csv", "--permissions", "request", "--json"];
    const { code, stdout } = await weightkit(args, { cwd: folder });
    expect(code).toBe(1);
    for (const { rounds, finalWeights, failures } of (JSON.parse(stdout) as ReplayDocument)
      .topics) {
      // A second run on no set asks for nothing.
      expect(rounds).toMatchObject({ committed: 0, failed: rounds.ran });
      expect(finalWeights.every(({ weight }) => weight === 0)).toBe(true);
      expect(failures[0]?.first.stderr).toMatch(/permission|14/);
    }
  });

  test("a replay under the manifest's permissions has one line about that, and so has a build", async () => {
    const { stdout } = await weightkit(["replay", "--topics", "routes.csv", "--json"], {
      cwd: folder,
    });
    const [topic] = (JSON.parse(stdout) as ReplayDocument).topics;
    expect(topic?.notes.filter(({ text }) => REFUSED.test(text))).toHaveLength(1);
    const built = await weightkit(["build"], { cwd: folder });
    expect(built.stdout.replaceAll(/\s+/g, " ")).toMatch(REFUSED);
    const json = await weightkit(["build", "--json"], { cwd: folder });
    expect(JSON.parse(json.stdout)).toMatchObject({ makesRequests: true });
    const other = miniProject(PRINTS);
    expect((await weightkit(["build"], { cwd: other })).stdout).not.toMatch(/errno 14/);
  });
});

test("a replay through the library is the command's", async () => {
  const args = ["--topics", "routes.csv", "--seed", "7", "--json"];
  const { code, stdout } = await weightkit(["replay", "--topic", "1", ...args], { cwd: folder });
  expect(code).toBe(0);

  const { topics } = await readHistory({
    inferences: join(folder, "history/inferences.csv"),
    truth: join(folder, "history/truth.csv"),
  });
  const plan: ReplayPlan = {
    topics: topics.slice(0, 1),
    logic: loadLogic(join(folder, "build/asks.wasm")),
    cadences: { inference: 3600, weight: 7200 },
    route: { url: `${base}/1/{timestamp}`, pointer: "/value" },
    permissions: [`${base}/`],
    env: { BASE: base, BLS_LIST_VARS: "BASE;TOPIC_ID" },
    reputers: [
      { address: A, stake: 300n },
      { address: B, stake: 100n },
    ],
    economy: {
      ...{ epochBlocks: 720, blockSeconds: 5, emission: 1_000_003n, fees: 0n, otherStake: 0n },
      ...{ minimumStake: 0n, workerStake: 1n, workers: [] },
    },
    seed: 7,
  };
  const pool = new WorkerPool();
  const evaluation = await evaluate(replay(plan, { pool }));
  await pool.close();

  expect(documentText(replayDocument(evaluation))).toBe(stdout);
});
