import { gzipSync } from "node:zlib";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { expandPaths } from "../../src/history/expand-paths.js";
import { readParquet } from "../../src/history/formats/parquet.js";
import { readHistory, type HistorySource } from "../../src/history/read-history.js";

const A = "allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlj";
const B = "allo1s50ugeqpfpzm9ccmpse9qevqdlwhpmhe0kxx6s";
const ROWS = [
  [100, A, 1.5],
  [100, B, 2],
  [200, A, 0.1234567890123456],
] as const;
const CSV = ["timestamp,worker,value", ...ROWS.map((row) => row.join(",")), ""].join("\n");
const JSONL = ROWS.map(
  ([timestamp, worker, value]) => `${JSON.stringify({ timestamp, worker, value })}\n`,
).join("");
const TRUTH = "timestamp,value,available_at\n100,5,200\n";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "formats-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function read(content: string | Uint8Array, more: Partial<HistorySource> = {}) {
  const inferences = await put("in.put", content);
  return readHistory({ inferences, truth: await put("truth.csv", TRUTH), ...more });
}

async function faultsOf(promise: Promise<unknown>): Promise<string[]> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WeightkitError)) throw new Error(`no fault: ${String(error)}`);
  return [error, ...error.others].map(({ code, place }) =>
    [code, place?.file?.slice(folder.length + 1), place?.row, place?.field]
      .filter((part) => part !== undefined)
      .join(" "),
  );
}

type Columns = Parameters<typeof parquetWriteBuffer>[0]["columnData"];

const parquet = (columnData: Columns, more: object = {}): Uint8Array =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...more }));
const names = { name: "worker", data: ROWS.map(([, worker]) => worker), type: "STRING" } as const;
const values = { name: "value", data: ROWS.map(([, , value]) => value), type: "DOUBLE" } as const;
// eslint-disable-next-line no-restricted-globals -- how the writer writes TIMESTAMP
const asDate = (time: number) => new Date(time * 1000);
const times = ROWS.map(([timestamp]) => timestamp);

describe("the same history in another format", () => {
  it.each([
    ["JSON Lines", JSONL],
    [
      "JSON Lines with texts, other keys and blank lines",
      `\n${JSONL.replaceAll(/"timestamp":(\d+)/g, '"x":[{}],"Block-Time":"$1"')}\n`,
    ],
    ["JSON Lines, gzip, no line end", gzipSync(JSONL.trimEnd())],
    [
      "Parquet",
      parquet([{ name: "timestamp", data: times.map(BigInt), type: "INT64" }, names, values]),
    ],
    [
      "Parquet, times as doubles, a column more, small row groups",
      parquet(
        [
          values,
          { name: "note", data: ["", "x", "y"], type: "STRING" },
          names,
          { name: "timestamp", data: times, type: "DOUBLE" },
        ],
        { rowGroupSize: 2 },
      ),
    ],
    [
      "Parquet, uncompressed",
      parquet([{ name: "timestamp", data: times, type: "INT32" }, names, values], {
        codec: "UNCOMPRESSED",
      }),
    ],
    [
      "Parquet, gzip",
      parquet([{ name: "timestamp", data: times, type: "INT32" }, names, values], {
        codec: "GZIP",
        compressors: { GZIP: (input: Uint8Array) => new Uint8Array(gzipSync(input)) },
      }),
    ],
    [
      "Parquet, times as timestamps",
      parquet([{ name: "timestamp", data: times.map(asDate), type: "TIMESTAMP" }, names, values]),
    ],
  ])("is read the same: %s", async (_, content) => {
    expect((await read(content)).topics).toEqual((await read(CSV)).topics);
  });

  it("keeps text and topics", async () => {
    const rows = [
      { topic: "x", timestamp: 1, worker: A, value: "rain" },
      { topic: "x", timestamp: 1, worker: B, value: [0.25, 0.75] },
      { topic: "y", timestamp: 1, worker: B, value: { a: 1 } },
    ];
    const { topics } = await readHistory({
      inferences: await put("t.jsonl", rows.map((row) => JSON.stringify(row)).join("\n")),
      truth: null,
      values: "texts",
    });
    expect(topics.map(({ topic, inferences }) => [topic, inferences.texts])).toEqual([
      ["x", ["rain", "[0.25,0.75]"]],
      ["y", ['{"a":1}']],
    ]);
  });
});

describe("faults of other formats", () => {
  it.each([
    ["a broken line", `${JSONL}{"timestamp":1`, ["WK324 in.put 4"]],
    ["a list", `${JSONL}[1]\n`, ["WK324 in.put 4"]],
    ["a missing key", `${JSONL}{"timestamp":300,"worker":"${A}"}\n`, ["WK329 in.put 4 value"]],
    [
      "broken lines and what follows them",
      `{"timestamp":1\n${JSONL}nonsense\n{"timestamp":300,"worker":"${A}","value":"x"}\n[]`,
      ["WK324 in.put 1", "WK324 in.put 5", "WK311 in.put 6 value", "WK324 in.put 7"],
    ],
    ["one array", `\ufeff \n[${JSONL.trimEnd().replaceAll("\n", ",")}]`, ["WK327 in.put"]],
    [
      "Latin-1 in JSON",
      Buffer.from(`${JSONL}{"timestamp":300,"worker":"M\xfcller","value":1}\n`, "latin1"),
      ["WK328 in.put 4 worker"],
    ],
    [
      "Latin-1 in CSV",
      Buffer.from(`${CSV}300,M\xfcller,1\n300,M\xf6ller,1\n400,M\xfcller,x\n`, "latin1"),
      [
        "WK328 in.put 5 worker",
        "WK328 in.put 6 worker",
        "WK311 in.put 7 value",
        "WK328 in.put 7 worker",
      ],
    ],
    [
      "null and true",
      `${JSONL}{"timestamp":null,"worker":"${A}","value":true}\n`,
      ["WK329 in.put 4 timestamp", "WK311 in.put 4 value"],
    ],
    ["no such key", '{"time":1,"value":2}\n', ["WK302 in.put 1"]],
    ["an endless line", `{"timestamp":"${"1".repeat(3 << 20)}`, ["WK307 in.put 1"]],
    ["a Parquet file cut off", parquet([names]).subarray(0, 60), ["WK325 in.put"]],
    ["a Parquet file without a column", parquet([names, values]), ["WK302 in.put"]],
    [
      "Parquet milliseconds",
      parquet([
        { name: "timestamp", data: times.map((time) => BigInt(time) * 10n ** 10n), type: "INT64" },
        names,
        values,
      ]),
      ["WK309 in.put 1 timestamp"],
    ],
    [
      "a Parquet duplicate",
      parquet([
        { name: "timestamp", data: [1, 2, 2], type: "INT32" },
        { ...names, data: [A, A, A] },
        values,
      ]),
      ["WK314 in.put 3 timestamp"],
    ],
    [
      "Parquet nulls",
      parquet([
        { name: "timestamp", data: [1, 2, 3], type: "INT32" },
        { ...names, data: [A, null, A] },
        { name: "value", data: [null, 2, 3], type: "DOUBLE" },
      ]),
      ["WK329 in.put 1 value", "WK313 in.put 2 worker"],
    ],
    ["Parquet inside gzip", gzipSync(parquet([names])), ["WK325 in.put"]],
  ])("are reported with their place: %s", async (_, content, expected) => {
    expect(await faultsOf(read(content))).toEqual(expected);
  });

  it("survives any damage to a Parquet file, also where the decoder would loop forever", async () => {
    const whole = parquet([{ name: "timestamp", data: times, type: "INT32" }, names, values]);
    const wanted = { columns: ["timestamp", "worker", "value"], options: { maxRows: 1000 } };
    for (let at = 4; at < whole.length; at += 23) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      const path = await put("damaged.parquet", damaged);
      const outcome: unknown = await readParquet(path, wanted, () => undefined, 1000).catch(
        (error: unknown) => error,
      );
      if (outcome !== undefined) expect(outcome).toMatchObject({ code: "WK325" });
    }
  });
});

it("a bare NaN in JSON Lines is named, since Python writes it and JSON has none", async () => {
  const nan = `${JSONL}{"timestamp":300,"worker":"${A}","value":NaN}\n`;
  const error: unknown = await read(nan).catch((reason: unknown) => reason);
  if (!(error instanceof WeightkitError)) throw new Error("it was read");
  expect([error.code, error.hint]).toEqual(["WK324", expect.stringContaining("JSON has no NaN")]);
  const quoted = `${JSONL}{"timestamp":300,"worker":"${A}","value":"NaN"}\n`;
  expect((await read(quoted)).topics[0]?.inferences.length).toBe(4);
});

describe("bytes that are not text", () => {
  it("are reported among text values, too", async () => {
    const labels = Buffer.from(`timestamp,worker,value\n100,${A},m\xfcd\n`, "latin1");
    const truth = Buffer.from("timestamp,value,available_at\n100,m\xfcd,100\n", "latin1");
    const source = {
      inferences: await put("l.csv", labels),
      truth: await put("lt.csv", truth),
      values: "texts",
    } as const;
    expect(await faultsOf(readHistory(source))).toEqual([
      "WK328 l.csv 2 value",
      "WK328 lt.csv 2 value",
    ]);
  });

  it("a byte order mark is none of a name, at the start of a file", async () => {
    const { topics } = await read(`\ufeff"timestamp",worker,value\n100,${A},1\n`);
    expect(topics[0]?.inferences.workers).toEqual([A]);
  });
});

describe("several files", () => {
  it("are one history, in the order of their names, with faults in the right one", async () => {
    const part = (day: number, rows: string): Promise<string> =>
      put(`many/day=${day}/part-${day}.csv`, `timestamp,worker,value\n${rows}`);
    await part(2, `300,${A},3\n`);
    await part(1, `100,${A},1\n200,${A},2\n`);
    await put("many/day=3/part-3.jsonl", `{"timestamp":400,"worker":"${A}","value":4}\n`);
    await put("many/.hidden/part-0.csv", "nonsense");
    const inferences = join(folder, "many/**/part-*.*");
    const { topics } = await readHistory({ inferences, truth: null });
    expect([...(topics[0]?.inferences.values ?? [])]).toEqual([1, 2, 3, 4]);
    await part(2, `300,${A},3\n300,${A},4\nx,${A},1\n100,${A},1\n`);
    expect(await faultsOf(readHistory({ inferences, truth: null }))).toEqual([
      "WK308 many/day=2/part-2.csv 4 timestamp",
      "WK314 many/day=2/part-2.csv 5 timestamp",
      "WK314 many/day=2/part-2.csv 3 timestamp",
    ]);
    await part(2, `topic\n`);
    expect(await faultsOf(readHistory({ inferences, truth: null }))).toEqual([
      "WK304 many/day=2/part-2.csv 2",
    ]);
  });

  it("must all have topics or none", async () => {
    await put("mixed/1.csv", `timestamp,worker,value\n1,${A},1\n`);
    await put("mixed/2.csv", `topic,timestamp,worker,value\n1,1,${A},1\n`);
    expect(
      await faultsOf(readHistory({ inferences: join(folder, "mixed/?.csv"), truth: null })),
    ).toEqual(["WK322 mixed/1.csv"]);
  });

  it("match patterns as shells do", async () => {
    for (const name of ["a.csv", "b.csv", "a+.csv", "sub/c.csv", "sub/deep/d.csv", "[x]*.csv"])
      await put(`glob/${name}`, "");
    const expand = (pattern: string): string[] =>
      expandPaths(join(folder, "glob", pattern)).map((path) => path.slice(folder.length + 6));
    expect(expand("*.csv")).toEqual(["[x]*.csv", "a+.csv", "a.csv", "b.csv"]);
    expect(expand("?.csv")).toEqual(["a.csv", "b.csv"]);
    expect(expand("**/*.csv")).toEqual([
      "[x]*.csv",
      "a+.csv",
      "a.csv",
      "b.csv",
      "sub/c.csv",
      "sub/deep/d.csv",
    ]);
    expect(expand("*/c.csv")).toEqual(["sub/c.csv"]);
    expect(expand("[x]*.csv")).toEqual(["[x]*.csv"]);
    expect(expand("none.csv")).toEqual(["none.csv"]);
    expect(() => expand("*.txt")).toThrow(expect.objectContaining({ code: "WK326" }));
  });
});

it("Parquet has each of its rows, the last of a slice and of a row group too", async () => {
  // Slices of 65,536 rows cross row groups of 70,000: the last ones have one row more, one less, and one only.
  for (const rows of [65_535, 65_536, 65_537, 70_001]) {
    const all = Array.from({ length: rows }, (_, i) => i);
    const bytes = parquet(
      [
        { name: "timestamp", data: all, type: "INT32" },
        { name: "worker", data: all.map(() => A), type: "STRING" },
        { name: "value", data: all.map((i) => i + 0.5), type: "DOUBLE" },
      ],
      { rowGroupSize: 70_000 },
    );
    const { topics } = await read(bytes);
    const inferences = topics[0]?.inferences;
    expect(inferences?.length).toBe(rows);
    const column = inferences?.values.subarray(0, rows) ?? new Float64Array();
    expect(column.every((value, i) => value === i + 0.5)).toBe(true);
    expect(inferences?.timestamps[rows - 1]).toBe(rows - 1);
  }
});
