import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { readHistory, topicOf, type HistorySource } from "../../src/history/read-history.js";
import { dataPath, haveData } from "../../../../test/support/inputs.js";

const A = "allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlj";
const B = "allo1s50ugeqpfpzm9ccmpse9qevqdlwhpmhe0kxx6s";
const TRUTH = "timestamp,value,available_at\n100,5,200\n";
const ROWS = `timestamp,worker,value\n100,${A},1.5\n100,${B},2\n200,${A},3\n`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "history-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function read(
  inferences: string | Uint8Array,
  truth: string | Uint8Array = TRUTH,
  more: Partial<HistorySource> = {},
) {
  return readHistory({
    inferences: await put("inferences.csv", inferences),
    truth: await put("truth.csv", truth),
    ...more,
  });
}

/** `code row field` of all faults. */
async function faultsOf(promise: Promise<unknown>): Promise<string[]> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WeightkitError)) throw new Error(`no fault: ${String(error)}`);
  return [error, ...error.others].map(({ code, place }) =>
    [code, place?.row, place?.field].filter((part) => part !== undefined).join(" "),
  );
}

describe("a worker's second inference at one time", () => {
  // In the file's order: A 1 at 100, B 2, A 3 at 200, A 4 and then A 5 at 100, B 6 at 300.
  const rows = [`100,${A},1`, `100,${B},2`, `200,${A},3`, `100,${A},4`, `100,${A},5`, `300,${B},6`];
  const twice = `timestamp,worker,value\n${rows.join("\n")}\n`;

  it("is a fault", async () => {
    const expected = ["WK314 5 timestamp", "WK314 6 timestamp"];
    expect(await faultsOf(read(twice))).toEqual(expected);
    expect(await faultsOf(read(twice, TRUTH, { onDuplicate: "refuse" }))).toEqual(expected);
  });

  it.each(["numbers", "texts"] as const)(
    "or takes the place of the first, as %s",
    async (values) => {
      const { topics, warnings } = await read(twice, TRUTH, { onDuplicate: "last", values });
      const [{ inferences }] = topics as [(typeof topics)[0]];
      expect(inferences).toEqual({
        length: 4,
        timestamps: Float64Array.of(100, 100, 200, 300),
        workerIds: Uint32Array.of(1, 0, 0, 1),
        values: Float64Array.of(2, 5, 3, 6),
        texts: values === "texts" ? ["2", "5", "3", "6"] : null,
        workers: [A, B],
      });
      expect(warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
        expect.stringMatching(/^WK331/),
        `WK338 2 rows were overwritten by a later row of the same worker at the same time; the first is of ${A} at 100`,
      ]);
    },
  );

  it("is counted over topics and files; what is not twice is left as it is", async () => {
    const named = (topic: string): string => rows.map((row) => `${topic},${row}\n`).join("");
    const history = `topic,timestamp,worker,value\n${named("x")}y,100,${A},1\n${named("z")}`;
    const truth = "topic,timestamp,value,available_at\nx,100,5,200\ny,100,5,200\nz,100,5,200\n";
    const { topics, warnings } = await read(history, truth, { onDuplicate: "last" });
    expect(topics.map(({ inferences }) => inferences.length)).toEqual([4, 1, 4]);
    expect(warnings.find(({ code }) => code === "WK338")?.message).toMatch(/^4 rows were/);
    const { warnings: none } = await read(ROWS, TRUTH, { onDuplicate: "last" });
    expect(none).toEqual([]);
  });

  it("is never kept of a truth", async () => {
    const truth = `${TRUTH}100,6,200\n`;
    expect(await faultsOf(read(ROWS, truth, { onDuplicate: "last" }))).toEqual([
      "WK315 3 timestamp",
    ]);
  });
});

describe("a good history", () => {
  it("comes as columns, ids in order of first appearance", async () => {
    const { topics, warnings } = await read(ROWS);
    expect(topics).toHaveLength(1);
    const [{ topic, inferences, truth }] = topics as [(typeof topics)[0]];
    expect(topic).toBe("1");
    expect(inferences.workers).toEqual([A, B]);
    expect([...inferences.timestamps]).toEqual([100, 100, 200]);
    expect([...inferences.workerIds]).toEqual([0, 1, 0]);
    expect([...inferences.values]).toEqual([1.5, 2, 3]);
    expect([...truth.timestamps, ...truth.values, ...truth.availableAt]).toEqual([100, 5, 200]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ["CRLF", ROWS.replaceAll("\n", "\r\n")],
    ["no line end at the end", ROWS.trimEnd()],
    ["a byte order mark", `\ufeff${ROWS}`],
    ["blank lines and blanks around fields", ROWS.replaceAll("\n", "\n\n").replaceAll(",", " ,\t")],
    ["quoted fields", ROWS.replaceAll(/([^,\n]+)/g, '"$1"')],
    [
      "other names, other order, more columns",
      `Value,note,Block Time,worker_address\n1.5,"a,""b""\nc",100,${A}\n2,,100,${B}\n3,x,200,${A}\n`,
    ],
    ["gzip", gzipSync(ROWS)],
    [
      "spread over gzip members",
      Buffer.concat([gzipSync(ROWS.slice(0, 30)), gzipSync(ROWS.slice(30))]),
    ],
  ])("reads the same with %s", async (_, text) => {
    const plain = await read(ROWS);
    expect((await read(text)).topics).toEqual(plain.topics);
  });

  it("is cut by topic when there is a topic column", async () => {
    const { topics } = await read(
      `topic,timestamp,worker,value\nb,100,${B},1\na,100,${A},2\nb,100,${A},3\n`,
      "topic,timestamp,value,available_at\na,100,9,100\nb,100,8,100\n",
    );
    expect(topics.map(({ topic }) => topic)).toEqual(["b", "a"]);
    const b = topicOf({ topics, warnings: [] }, "b");
    expect(b.inferences.workers).toEqual([B, A]);
    expect([...b.inferences.values]).toEqual([1, 3]);
    expect([...b.truth.values]).toEqual([8]);
    expect(() => topicOf({ topics, warnings: [] }, "c")).toThrow(/no topic c; it has: b, a/);
  });

  it("is sorted stably, with a warning", async () => {
    const { topics, warnings } = await read(
      `timestamp,worker,value\n200,${A},1\n100,${B},2\n200,${B},3\n100,${A},4\n`,
    );
    expect([...(topics[0]?.inferences.values ?? [])]).toEqual([2, 4, 1, 3]);
    expect(warnings.map(({ code }) => code)).toEqual(["WK331"]);
  });

  it("keeps an answer that is NaN, for the chain to leave out", async () => {
    const { topics } = await read(ROWS.replace("1.5", "NaN"));
    expect(topics[0]?.inferences.values[0]).toBeNaN();
  });

  it("warns of addresses whose checksum is wrong, and of topics without truth", async () => {
    const { warnings } = await read(
      ROWS.replaceAll(A, A.replace("130k", "130q")),
      "timestamp,value,available_at\n100,5,200\n",
    );
    expect(warnings.map(({ code }) => code)).toEqual(["WK330"]);
    const without = await readHistory({
      inferences: await put("i.csv", ROWS),
      truth: null,
      topic: "7",
    });
    expect(without.topics[0]?.topic).toBe("7");
    expect(without.warnings.map(({ code }) => code)).toEqual(["WK333"]);
  });
});

describe("a broken history", () => {
  const row7 = (row: string): string =>
    [
      "timestamp,worker,value",
      ...[1, 2, 3, 4, 5].map((n) => `${n}00,${A},${n}`),
      row,
      `900,${A},9`,
    ].join("\n");

  it.each([
    [`600,${A},abc`, ["WK311 7 value"]],
    [`600,${A},`, ["WK329 7 value"]],
    [`600,${A},"1,5"`, ["WK311 7 value"]],
    [`600,${A},0x10`, ["WK311 7 value"]],
    [`6.5,${A},1`, ["WK308 7 timestamp"]],
    [`-600,${A},1`, ["WK308 7 timestamp"]],
    [`2023-10-99,${A},1`, ["WK308 7 timestamp"]],
    [`1696636800000,${A},1`, ["WK310 7 timestamp"]],
    [`600,,1`, ["WK313 7 worker"]],
    [`600,${A}`, ["WK304 7"]],
    [`600,${A},1,2`, ["WK304 7"]],
    [`500,${A},1`, ["WK314 7 timestamp"]],
    [`600,"${A},1`, ["WK305 7"]],
    [`600,"${A}"x,1`, ["WK306 7"]],
    [`x,,y`, ["WK308 7 timestamp", "WK311 7 value", "WK313 7 worker"]],
  ])("names what is wrong in row 7: %s", async (row, expected) => {
    expect(await faultsOf(read(row7(row)))).toEqual(expected);
  });

  it.each([
    ["", ["WK301"]],
    ["timestamp,worker,value\n", ["WK317"]],
    ["time;worker;value\n1;a;2\n", ["WK302 1"]],
    ["timestamp,value\n1,2\n", ["WK302 1"]],
    ["timestamp,worker,value,inference\n1,a,2,3\n", ["WK303 1"]],
    [`timestamp,worker,value\n1696636800000,${A},1\n1696636801000,${A},1\n`, ["WK309 2 timestamp"]],
  ])("refuses the file %j", async (text, expected) => {
    expect(await faultsOf(read(text))).toEqual(expected);
  });

  it("finds faults of the truth, and reports both files' at once", async () => {
    const truth = "timestamp,value,available_at\n100,5,50\n200,inf,300\n300,1,300\n300,2,300\n";
    expect(await faultsOf(read(ROWS, truth))).toEqual([
      "WK316 2 available_at",
      "WK312 3 value",
      "WK315 5 timestamp",
    ]);
    expect(await faultsOf(read(ROWS, truth.replace("50", "150").replace("inf", "1")))).toEqual([
      "WK315 5 timestamp",
    ]);
    expect(await faultsOf(read(row7("x,a,1"), truth))).toEqual([
      "WK308 7 timestamp",
      "WK316 2 available_at",
      "WK312 3 value",
      "WK315 5 timestamp",
    ]);
  });

  // A label is what a topic of classes invites to; a truth has no worker that gave no answer.
  it.each(["rain", "1,5"])("a truth of %j is advised as a truth", async (value) => {
    const truth = `timestamp,value,available_at\n100,"${value}",150\n`;
    const error: unknown = await read(ROWS, truth).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "WK311",
      hint: "Write a decimal like 2544 or 0.5, or the number of a class, counted from 0; leave the row out when the truth is not known",
    });
    const inference: unknown = await read(row7(`600,a,"${value}"`)).catch((one: unknown) => one);
    expect(inference).toMatchObject({ hint: expect.stringContaining("for a worker") as string });
  });

  it("names the rows of duplicates, also where topics take turns and times are out of order", async () => {
    const text = `topic,timestamp,worker,value\nx,300,${A},1\ny,100,${A},2\nx,100,${A},3\ny,100,${B},4\nx,300,${A},5\ny,100,${B},6\n`;
    const error: unknown = await read(
      text,
      "topic,timestamp,value,available_at\nx,100,1,100\n",
    ).catch((reason: unknown) => reason);
    const faults = error instanceof WeightkitError ? [error, ...error.others] : [];
    expect(faults.map(({ place, message }) => [place?.row, message.slice(-8)])).toEqual([
      [6, "in row 2"],
      [7, "in row 5"],
    ]);
    expect(await faultsOf(read(text.replace("\ny", "\n")))).toContain("WK323 3 topic");
  });

  it("stops at the limit", async () => {
    const text = `timestamp,worker,value\n${`x,${A},1\n`.repeat(50)}`;
    const faults = await faultsOf(read(text));
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)).toBe("WK318");
    expect(faults.at(-2)).toBe("WK308 21 timestamp");
    expect(await faultsOf(read(text, TRUTH, { maxFaults: 3 }))).toHaveLength(4);
    expect(await faultsOf(read(ROWS, TRUTH, { maxRows: 2 }))).toEqual(["WK319 4"]);
  });

  it("reports after every 100,000 rows how many there were, of all files", async () => {
    const rows = (from: number): string =>
      Array.from({ length: 120_000 }, (_, i) => `${from + i},${A},1\n`).join("");
    await put("long-1.csv", `timestamp,worker,value\n${rows(1)}`);
    await put("long-2.csv", `timestamp,worker,value\n${rows(120_001)}`);
    const seen: [number, string][] = [];
    const inferences = join(folder, "long-*.csv");
    const truth = await put("truth.csv", TRUTH);
    await readHistory({ inferences, truth, onProgress: (...given) => seen.push(given) });
    expect(seen).toEqual([
      [100_000, "inferences"],
      [200_000, "inferences"],
    ]);
  });

  it("reports files that are not there, folders, and damaged gzip", async () => {
    expect(
      await faultsOf(readHistory({ inferences: join(folder, "no.csv"), truth: null })),
    ).toEqual(["WK300"]);
    expect(await faultsOf(readHistory({ inferences: folder, truth: null }))).toEqual(["WK300"]);
    const damaged = gzipSync(ROWS.repeat(50));
    expect(await faultsOf(read(damaged.subarray(0, 60)))).toEqual(["WK320"]);
  });

  it("refuses devices and pipes, which may have no end or nobody who writes", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const inferences of ["/dev/zero", pipe])
      expect(await faultsOf(readHistory({ inferences, truth: null }))).toEqual(["WK300"]);
  });

  it("refuses a topic column in one file only", async () => {
    expect(await faultsOf(read(ROWS, "topic,timestamp,value,available_at\n1,100,5,200\n"))).toEqual(
      ["WK322"],
    );
  });

  it("does not take a row without end for an endless one", async () => {
    expect(await faultsOf(read("x".repeat(3 << 20)))).toEqual(["WK307 1"]);
  });
});

describe.skipIf(!haveData)("real data (skipped without the real forecasts)", () => {
  // Counted with cut, sort -u and wc.
  it("has 3,284 inferences of 79 forecasters in 88 weeks", async () => {
    const { topics, warnings } = await readHistory({
      inferences: dataPath("flusight-us/inferences.csv"),
      truth: dataPath("flusight-us/truth.csv"),
    });
    expect(warnings).toEqual([]);
    expect(topics[0]?.inferences.length).toBe(3284);
    expect(topics[0]?.inferences.workers).toHaveLength(79);
    expect(new Set(topics[0]?.inferences.timestamps).size).toBe(88);
  });

  it("has 171,814 inferences in 53 topics, gzip", async () => {
    const { topics, warnings } = await readHistory({
      inferences: dataPath("flusight-states/inferences.csv.gz"),
      truth: dataPath("flusight-states/truth.csv.gz"),
    });
    expect(warnings).toEqual([]);
    expect(topics).toHaveLength(53);
    expect(topics.reduce((sum, { inferences }) => sum + inferences.length, 0)).toBe(171_814);
  });
});

describe("values that are text", () => {
  it("are kept as they are, in order of time, with the numbers among them", async () => {
    const { topics } = await read(
      `timestamp,worker,value\n200,${A},"[0.2,""x""]"\n100,${B},rain\n100,${A},0.5\n`,
      "timestamp,value,available_at\n200,sun,300\n100,rain,100\n",
      { values: "texts" },
    );
    expect(topics[0]?.inferences.texts).toEqual(["rain", "0.5", '[0.2,"x"]']);
    expect([...(topics[0]?.inferences.values ?? [])]).toEqual([NaN, 0.5, NaN]);
    expect(topics[0]?.truth.texts).toEqual(["rain", "sun"]);
  });
});
