import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { VALUE_KINDS } from "@weightkit/testkit/internal/kinds/value-model";
import type { ReplayDocument } from "@weightkit/testkit/internal/report/json-document";
import { describe, expect, test } from "vitest";
import { VALUE_KIND_CHOICES } from "../../src/settings/value-options.js";
import { miniProject, writeAll } from "../support/mini-project.js";
import { temporaryFolder, weightkit, type CliResult } from "../support/run-cli.js";
import { prints, wasm } from "../support/wat.js";

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const B = "allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn";
const START = 1_700_006_400;
const WEIGHTS = `{"type":"weights","weights":{"${A}":"0.75","${B}":"0.25"}}`;
const SETS = 9;

/** Hourly sets of both workers: topic 1 has nine, topic 2 three. */
function inferences(value: string, topics = false): string {
  const rows = Array.from({ length: SETS }, (_, i) => START + i * 3600).flatMap((time, i) =>
    [A, B].flatMap((worker) => [
      `${topics ? "1," : ""}${time},${worker},${value}`,
      ...(topics && i < 3 ? [`2,${time},${worker},${value}`] : []),
    ]),
  );
  return `${topics ? "topic," : ""}timestamp,worker,value\n${rows.join("\n")}\n`;
}

/** The truth of each set of topic 1, known an hour later. */
function truth(value: string, topics = false): string {
  const rows = Array.from({ length: SETS }, (_, i) => START + i * 3600).map(
    (time) => `${topics ? "1," : ""}${time},${value},${time + 3600}`,
  );
  const more = topics ? [`2,${START},${value},${START}`] : [];
  const head = `${topics ? "topic," : ""}timestamp,value,available_at`;
  return `${[head, ...rows, ...more].join("\n")}\n`;
}

interface Replayed extends CliResult {
  readonly cwd: string;
}

/** Replays logic, by default one that always prints the same weights, with a round every two hours. */
async function replay(
  args: readonly string[],
  history = inferences("2"),
  known = truth("2"),
  logic = prints(WEIGHTS),
): Promise<Replayed> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "logic.wasm"), await wasm(logic));
  writeFileSync(join(cwd, "i.csv"), history);
  writeFileSync(join(cwd, "t.csv"), known);
  writeFileSync(join(cwd, "w.csv"), `worker,name\n${A},alice\n${B},bob\n`);
  const cadences = ["--inference-cadence", "3600", "--weight-cadence", "7200"];
  const files = ["-i", "i.csv", "-t", "t.csv", "--workers", "w.csv"];
  const line = ["replay", "logic.wasm", ...files, ...cadences, ...args];
  return { cwd, ...(await weightkit(line, { cwd })) };
}

/** The codes of all errors, in order. */
function codes({ stderr }: CliResult): string[] {
  return [...stderr.matchAll(/^error (WK\d+)/gm)].map(([, code = ""]) => code);
}

describe("late and skipped rounds", () => {
  test("run when and if asked to", async () => {
    const { code, cwd } = await replay([
      ...["--profile", "seed", "--skip", "1", "--late", "2=600", "--csv", "out"],
    ]);
    expect(code).toBe(0);
    const rows = readFileSync(join(cwd, "out/rounds.csv"), "utf8").trim().split("\n");
    const head = (rows[0] ?? "").split(",");
    const column = (row: string, name: string): string => row.split(",")[head.indexOf(name)] ?? "";
    const told = rows
      .slice(1)
      .map((row) => [Number(column(row, "block_time")) - START, column(row, "status")]);
    // Rounds every 7200 s from the first set on; the third is 600 s late, and so are all after it. The last is the first after
    // the last set, at 8 * 3600 = 28800.
    expect(told).toEqual([
      [0, "committed"],
      [7200, "skipped"],
      [15_000, "committed"],
      [22_200, "committed"],
      [29_400, "committed"],
    ]);
  });

  test("that do not exist are faults, all of them", async () => {
    // Sets until 28800, rounds at 0, 7200, …, 28800 and, for the set made at 28800 itself, at 36000: 0 to 5.
    const seed = ["--profile", "seed"];
    const result = await replay([...seed, "--skip", "6,9", "--late", "7=60", "--late", "5=1"]);
    expect(result.code).toBe(3);
    expect(codes(result)).toEqual(["WK143", "WK143", "WK143"]);
    expect(result.stderr).toContain("--late 7 is not a round: this replay has rounds 0 to 5");
  });

  test("that a shorter topic does not have are reported, and disturb the longer one", async () => {
    const result = await replay(
      ["--profile", "seed", "--skip", "4", "--json"],
      inferences("2", true),
      truth("2", true),
    );
    const { topics } = JSON.parse(result.stdout) as ReplayDocument;
    expect(result.code).toBe(0);
    expect(topics.map(({ rounds }) => rounds.skipped)).toEqual([1, 0]);
    expect(result.stderr).toContain(
      "topic 2 has rounds up to 2 only: round 4 is not disturbed there",
    );
  });

  test("are refused when they have no effect, all at once and with other faults", async () => {
    const bad = ["--late", "3", "--late", "1=0,2=-5", "--skip", "x,-1", "--classes", "a,a"].concat(
      "--profile",
      "seed",
    );
    const result = await replay(bad);
    expect(result.code).toBe(3);
    expect(codes(result).filter((code) => code === "WK105")).toHaveLength(6);
    expect(codes(result)).toContain("WK126");
  });
});

describe("what can happen to runs on the chain", () => {
  /** The runs: seconds after the first set, due or second, status. */
  async function runs(...args: string[]): Promise<string[]> {
    const { code, cwd } = await replay([...args, "--csv", "out"]);
    expect(code).toBe(0);
    const [head = "", ...rows] = readFileSync(join(cwd, "out/rounds.csv"), "utf8")
      .trim()
      .split("\n");
    const at = (row: string, name: string): string =>
      row.split(",")[head.split(",").indexOf(name)] ?? "";
    return rows.map((row) =>
      [Number(at(row, "block_time")) - START, at(row, "run"), at(row, "status")].join(" "),
    );
  }
  const both = (...times: readonly number[]): string[] =>
    times.flatMap((time) => [`${time} due committed`, `${time + 5} second committed`]);
  const FIRST = "5 second committed";

  // Sets every hour up to 28,800, the last of which the run at 36,000 sees; blocks of 5 s.
  test("each due run has its second run in the next block, unless there are single runs", async () => {
    expect(await runs()).toEqual([FIRST, ...both(7200, 14_400, 21_600, 28_800, 36_000)]);
    expect(await runs("--single-runs")).toEqual(
      [7200, 14_400, 21_600, 28_800, 36_000].map((time) => `${time} due committed`),
    );
    expect((await runs("--block-seconds", "60")).slice(0, 3)).toEqual([
      "60 second committed",
      "7200 due committed",
      "7260 second committed",
    ]);
  });

  test("with the head node down runs are lost, and the schedule goes on", async () => {
    expect(await runs("--outage", `${START + 14_000}..${START + 15_000}`)).toEqual([
      FIRST,
      ...both(7200),
      "14400 due unreachable",
      "14405 second unreachable",
      ...both(21_600, 28_800, 36_000),
    ]);
  });

  test("without demand nothing runs, and the schedule begins anew with its return", async () => {
    expect(await runs("--no-demand", `${START + 14_000}..${START + 15_000}`)).toEqual([
      FIRST,
      ...both(7200),
      "15005 second committed",
      ...both(22_200, 29_400),
    ]);
  });

  test("lost payloads arrive empty", async () => {
    const reads = prints(WEIGHTS)
      .replace(
        "(module ",
        '(module (import "blockless_memory" "memory_read" (func $read (param i32 i32 i32) (result i32))) ',
      )
      .replace(
        '(func (export "_start")',
        `(func (export "_start") (drop (call $read (i32.const 4096) (i32.const 60000) (i32.const 12)))
          (if (i32.eqz (i32.load (i32.const 12))) (then unreachable))`,
      );
    const failed = async (...args: string[]): Promise<number | undefined> => {
      const { stdout } = await replay([...args, "--json"], inferences("2"), truth("2"), reads);
      return (JSON.parse(stdout) as ReplayDocument).topics[0]?.rounds.failed;
    };
    expect([await failed(), await failed("--lost-payloads", "1")]).toEqual([0, 5]);
  });
});

describe("kinds of values", () => {
  test("are those that there are", () => {
    expect(VALUE_KIND_CHOICES).toEqual(VALUE_KINDS);
  });

  test("a kind that is nearly one is recognized", async () => {
    const result = await replay(["--value-kind", "clas"]);
    expect(codes(result)).toEqual(["WK105"]);
    expect(result.stderr).toContain("Did you mean class?");
  });

  test.each(["class", "distribution"])("%s is read as text for the seed profile", async (kind) => {
    const values = kind === "class" ? "rain" : '"[0.25,0.75]"';
    const history = inferences(values);
    expect(codes(await replay(["--profile", "seed"], history, truth("rain")))[0]).toBe("WK311");
    const said = ["--profile", "seed", "--value-kind", kind, "--classes", "clear,rain"];
    expect(await replay(said, history, truth("rain"))).toMatchObject({ code: 0, stderr: "" });
  });

  test("a class is a number on the chain, a distribution must be packed", async () => {
    const classes = ["--classes", "clear, cloudy, rain"];
    const asClass = await replay(["--value-kind", "class", ...classes]);
    expect(asClass).toMatchObject({ code: 0, stderr: "" });
    const bare = await replay(["--value-kind", "distribution", ...classes]);
    expect(codes(bare)).toEqual(["WK109"]);
    expect(bare.stderr).toContain("--packing-base N");
    const packed = ["--value-kind", "distribution", ...classes, "--packing-base", "1000"];
    expect(await replay(packed, inferences("250500250"))).toMatchObject({ code: 0, stderr: "" });
  });

  test.each([
    [["--packing-base", "1"], ["WK105"]],
    [["--classes", "a,b"], ["WK126"]],
    [["--value-kind", "probability", "--packing-base", "10"], ["WK126"]],
    [["--value-kind", "distribution", "--packing-base", "10"], ["WK126"]],
    [["--value-kind", "distribution", "--profile", "seed"], ["WK126"]],
    // 1000^6 = 10^18 > 2^53.
    [
      ["--value-kind", "distribution", "--packing-base", "1000", "--classes", "a,b,c,d,e,f"],
      ["WK126"],
    ],
    [["--texts"], ["WK108"]],
    [
      ["--profile", "seed", "--value-kind", "distribution"].concat(
        ...["--classes", "a,b", "--packing-base", "10"],
      ),
      ["WK108"],
    ],
  ])("%j is refused with %j", async (args, expected) => {
    const result = await replay(args);
    expect({ code: result.code, codes: codes(result) }).toEqual({ code: 3, codes: expected });
  });
});

describe("what a project states about its values", () => {
  const topic = { inferenceCadence: 3600, weightCadence: 7200 };
  const entry = `import { print } from "@weightkit/sdk";\nprint('${WEIGHTS}');\n`;
  const files = {
    "history/inferences.csv": inferences("1"),
    "history/truth.csv": truth("1"),
  };

  test("holds until an option overrides it, and then only as far as it applies", async () => {
    const values = { valueKind: "distribution", classes: ["a", "b", "c"], packingBase: 100 };
    const cwd = miniProject(entry, { topic: { ...topic, ...values } }, files);
    expect(await weightkit(["replay"], { cwd })).toMatchObject({ code: 0 });
    const asNumbers = await weightkit(["replay", "--value-kind", "number"], { cwd });
    expect(asNumbers).toMatchObject({ code: 0 });
    const more = ["replay", "--classes", "a,b,c,d,e,f,g,h,i"];
    const clash = await weightkit(more, { cwd });
    expect(codes(clash)).toEqual(["WK126"]);
    // 59^9 < 2^53 < 60^9.
    expect(clash.stderr).toMatch(/weightkit.json:1:\d+: topic.packingBase is 100, but 9 parts/);
    expect(clash.stderr).toContain("Set topic.packingBase to at most 59");
  });
});

describe("the inputs of measures", () => {
  test("consumers get what their transformation gives; others are refused", async () => {
    const { stdout } = await replay(["--consume", "mean", "--consume", "top=1", "--json"]);
    const { topics } = JSON.parse(stdout) as ReplayDocument;
    expect(topics[0]?.consumers.map(({ transformation }) => transformation)).toEqual([
      "mean",
      "top=1",
    ]);
    expect(codes(await replay(["--consume", "mode"]))).toEqual(["WK105"]);
  });

  test("warm-up rounds leave sets out; numbers out of range are refused", async () => {
    const { stdout } = await replay(["--warm-up", "3", "--json"]);
    const { topics } = JSON.parse(stdout) as ReplayDocument;
    // Due runs at 7200, 14400, 21600; weights of the third are first used by the set at 25200, the eighth of nine.
    expect(topics[0]?.sets).toMatchObject({ total: 9, warmUp: 7, compared: 2 });
    const bad = await replay([
      ...["--horizon", "0", "--best-worker-part", "1.5", "--warm-up", "-1"],
    ]);
    expect(codes(bad)).toEqual(["WK105", "WK105", "WK105"]);
    expect(bad.stderr).toContain("a number from 0 to 1");
  });

  const turned = (result: Replayed): unknown => {
    const { topics } = JSON.parse(result.stdout) as ReplayDocument;
    return topics[0]?.responses;
  };

  test("workers that turned are followed, by name or address", async () => {
    const at = START + 3 * 3600;
    const result = await replay([
      ...["--turned", "bob=bad@2023-11-15T03:00Z", "--turned", `${A}=bad@${at}`, "--json"],
    ]);
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 0, stderr: "" });
    // Weights never change, so nobody ever loses half. Of the rounds at 0, 2, 4, 6, 8 and 10 hours four come after 3 h.
    expect(turned(result)).toMatchObject([
      { worker: B, to: "bad", at, rounds: null, watched: 4 },
      { worker: A, to: "bad", at, rounds: null, watched: 4 },
    ]);
  });

  test("workers that nobody knows, and words that are not a turn, are faults", async () => {
    const unknown = await replay(["--turned", "alise=bad@2023-11-15", "--turned", "x=good@0"]);
    expect(codes(unknown)).toEqual(["WK141", "WK141"]);
    expect(unknown.stderr).toContain("Did you mean alice?");
    const said = ["alice", "alice=worse@0", "alice=bad@March", "=bad@0"];
    const bad = await replay(said.flatMap((text) => [`--turned=${text}`]));
    expect(codes(bad)).toEqual(["WK105", "WK105", "WK105", "WK105"]);
  });

  test("a turn outside the history is left out with a warning", async () => {
    const result = await replay(["--turned", "bob=bad@2024-01-01", "--json"]);
    expect(result.code).toBe(0);
    expect(result.stderr).toContain(
      "bob turned bad at 2024-01-01, outside this history (2023-11-15 to 2023-11-15 08:00:00)",
    );
    expect(turned(result)).toEqual([]);
  });

  test("a name that two workers have is not a worker's", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "same.csv"), `worker,name\n${A},eve\n${B},eve\n`);
    const names = ["--workers", join(cwd, "same.csv")];
    const result = await replay([...names, "--turned", "eve=bad@2023-11-15T03:00Z"]);
    expect(codes(result)).toEqual(["WK142"]);
    expect(result.stderr).toContain(`e.g. ${A} or ${B}`);
  });
});

describe("history.turned of a project", () => {
  const entry = `import { print } from "@weightkit/sdk";\nprint('${WEIGHTS}');\n`;
  const turns = (...workers: string[]): string => {
    const turned = workers.map((worker) => ({ worker, to: "bad", at: "2023-11-15T03:00Z" }));
    const history = { inferences: "i.csv", truth: "t.csv", workers: "w.csv", turned };
    const topic = { inferenceCadence: 3600, weightCadence: 7200 };
    return JSON.stringify({ name: "mini", topic, history }, null, 2);
  };
  const cwd = (): string =>
    miniProject(
      entry,
      {},
      {
        "i.csv": inferences("1"),
        "t.csv": truth("1"),
        "w.csv": `worker,name\n${A},alice\n${B},bob\n`,
      },
    );

  test("is used for its own history, and reported with its place when wrong", async () => {
    const folder = cwd();
    writeAll(folder, { "weightkit.json": turns("bob") });
    const good = await weightkit(["replay", "--json"], { cwd: folder });
    const { topics } = JSON.parse(good.stdout) as ReplayDocument;
    expect(topics[0]?.responses).toMatchObject([{ worker: B, to: "bad" }]);
    const other = await weightkit(["replay", "-i", "i.csv", "--json"], { cwd: folder });
    expect((JSON.parse(other.stdout) as ReplayDocument).topics[0]?.responses).toEqual([]);
    writeAll(folder, { "weightkit.json": turns("alice", "bop") });
    const bad = await weightkit(["replay"], { cwd: folder });
    expect(bad.code).toBe(3);
    expect(bad.stderr).toContain(
      'error WK141: weightkit.json:18:19: history.turned[1].worker names "bop", which is not a worker of this history',
    );
    expect(bad.stderr).toContain("Did you mean bob?");
  });

  test("is left out, aloud, when it is evidently of another history", async () => {
    const folder = cwd();
    writeAll(folder, { "weightkit.json": turns("worker-1", "worker-2") });
    const { code, stderr } = await weightkit(["replay"], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toContain("none of the workers in history.turned is in this history");
  });
});
