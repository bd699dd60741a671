import { gunzipSync } from "node:zlib";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it, test } from "vitest";
import type { TopicHistory } from "../../src/history/history.js";
import { simulate, simulateStream, TRAFFIC } from "../../src/history/simulate/simulate.js";
import { extrasOf } from "../../src/history/write/extras.js";
import { withoutOverwritten } from "../../src/history/write/overwritten.js";
import { simulatedFiles } from "../../src/history/write/simulated-files.js";
import {
  inferencesCsv,
  simulatedCsv,
  truthCsv,
  workersCsv,
} from "../../src/history/write/write-csv.js";
import { historyFiles, type WriteOptions } from "../../src/history/write/write-history.js";
import { inferencesJsonl, truthJsonl } from "../../src/history/write/write-jsonl.js";
import { topic } from "../replay/histories.js";

const plain = topic(
  [
    [100, "a", 1.5],
    [100, "=b,", NaN],
    [200, "a", -Infinity],
  ],
  [
    [100, 5, 110],
    [200, -0.5, 300],
  ],
);
const labels: TopicHistory = {
  ...plain,
  topic: '=8"',
  inferences: {
    ...plain.inferences,
    texts: ["rain", '["x"]', "@s"],
    messages: Uint32Array.of(0, 0, 3),
    attachments: { proof: ["", "p,", ""] },
  },
  truth: { ...plain.truth, texts: ["+rain", "NaN"] },
};
const textOf = (pieces: Iterable<string>): string => [...pieces].join("");
const utf8 = (pieces: Iterable<Uint8Array>): string => Buffer.concat([...pieces]).toString();

describe("as CSV", () => {
  it("one topic has no column for it, and extras only where it has some", () => {
    expect(textOf(inferencesCsv([plain]))).toBe(
      'timestamp,worker,value\n100,a,1.5\n100,"\'=b,",NaN\n200,a,-Infinity\n',
    );
    expect(textOf(truthCsv([plain]))).toBe(
      "timestamp,value,available_at\n100,5,110\n200,-0.5,300\n",
    );
    expect(textOf(inferencesCsv([labels]))).toBe(
      [
        "timestamp,worker,value,message,proof",
        "100,a,rain,0,",
        `100,"'=b,","[""x""]",0,"p,"`,
        "200,a,'@s,3,",
        "",
      ].join("\n"),
    );
  });

  it("several topics have one", () => {
    expect(textOf(inferencesCsv([plain, labels]))).toBe(
      [
        "topic,timestamp,worker,value,message,proof",
        "7,100,a,1.5,0,",
        `7,100,"'=b,",NaN,0,`,
        "7,200,a,-Infinity,0,",
        `"'=8""",100,a,rain,0,`,
        `"'=8""",100,"'=b,","[""x""]",0,"p,"`,
        `"'=8""",200,a,'@s,3,`,
        "",
      ].join("\n"),
    );
    expect(textOf(truthCsv([plain, labels]))).toBe(
      [
        "topic,timestamp,value,available_at",
        "7,100,5,110",
        "7,200,-0.5,300",
        `"'=8""",100,'+rain,110`,
        `"'=8""",200,NaN,300`,
        "",
      ].join("\n"),
    );
  });

  it("names of workers are fields", () => {
    expect(
      workersCsv([
        { address: "a", name: "Ann, B." },
        { address: "=b", name: "Bob" },
      ]),
    ).toBe('worker,name\na,"Ann, B."\n\'=b,Bob\n');
    expect(workersCsv([])).toBe("worker,name\n");
  });
});

describe("as JSON Lines", () => {
  it("numbers are numbers where JSON has them, and texts are texts", () => {
    expect(textOf(inferencesJsonl([plain]))).toBe(
      [
        '{"timestamp":100,"worker":"a","value":1.5}',
        '{"timestamp":100,"worker":"=b,","value":"NaN"}',
        '{"timestamp":200,"worker":"a","value":"-Infinity"}',
        "",
      ].join("\n"),
    );
    expect(textOf(truthJsonl([plain]))).toBe(
      '{"timestamp":100,"value":5,"available_at":110}\n{"timestamp":200,"value":-0.5,"available_at":300}\n',
    );
  });

  it("several topics are named in each line", () => {
    const lines = textOf(inferencesJsonl([plain, labels])).split("\n");
    expect(lines[0]).toBe(
      '{"topic":"7","timestamp":100,"worker":"a","value":1.5,"message":0,"proof":""}',
    );
    expect(lines[4]).toBe(
      '{"topic":"=8\\"","timestamp":100,"worker":"=b,","value":"[\\"x\\"]","message":0,"proof":"p,"}',
    );
    expect(lines).toHaveLength(7);
    expect(textOf(truthJsonl([plain, labels])).split("\n")[2]).toBe(
      '{"topic":"=8\\"","timestamp":100,"value":"+rain","available_at":110}',
    );
  });
});

describe("pieces", () => {
  const rows = 20_000;
  const long = topic(
    Array.from({ length: rows }, (_, i) => [i, "a", i] as const),
    Array.from({ length: rows }, (_, i) => [i, i, i] as const),
  );
  const options = { ...TRAFFIC, workers: 3, sets: 2000 };

  it.each<[string, () => Iterable<string>, number]>([
    ["inferences of CSV", () => inferencesCsv([long, long]), 2 * rows + 1],
    ["truth of CSV", () => truthCsv([long, long]), 2 * rows + 1],
    ["inferences of JSON Lines", () => inferencesJsonl([long, long]), 2 * rows],
    ["truth of JSON Lines", () => truthJsonl([long, long]), 2 * rows],
    [
      "simulated inferences",
      () => simulatedCsv(simulateStream(options)),
      simulate(options).history.inferences.length + 1,
    ],
  ])("of %s end with the row that fills 64 KiB", (_, write, lines) => {
    const pieces = [...write()];
    expect(pieces.length).toBeGreaterThan(2);
    const last = pieces.pop();
    for (const piece of pieces) {
      expect(piece.length).toBeGreaterThanOrEqual(1 << 16);
      // Without its last row it had room.
      expect(piece.lastIndexOf("\n", piece.length - 2) + 1).toBeLessThan(1 << 16);
    }
    expect(last?.length).toBeLessThan(1 << 16);
    expect([...pieces, last].join("").split("\n")).toHaveLength(lines + 1);
  });
});

test("a piece is full with 65,536 letters, no more", () => {
  const size = 1 << 16;
  const name = "w".repeat(size);
  // Behind what else stands in the first row, the worker's name fills the piece.
  const filled = (write: (worker: string) => Iterable<string>): number[] => {
    const rest = textOf(write("")).length;
    return Array.from(write(name.slice(rest)), ({ length }) => length);
  };
  const inferences = (worker: string) => [topic([[100, worker, 1]])];
  const [first] = simulate({ ...TRAFFIC, workers: 1, sets: 1, attendance: 1 }).workers;
  if (first === undefined) throw new Error("no worker");
  const stream = simulateStream({ ...TRAFFIC, workers: 1, sets: 1, attendance: 1 });
  for (const write of [
    (worker: string) => inferencesCsv(inferences(worker)),
    (worker: string) => inferencesJsonl(inferences(worker)),
    (worker: string) => simulatedCsv({ ...stream, workers: [{ ...first, address: worker }] }),
  ])
    expect(filled(write)).toEqual([size, 0]);
});

describe("files", () => {
  const write = async (topics: readonly TopicHistory[], options: WriteOptions) =>
    (await historyFiles(topics, options)).map(({ name, pieces }) => ({
      name,
      bytes: Buffer.concat([...pieces]),
      members: [...pieces],
    }));

  it("have names that show their format", async () => {
    const names = async (options: WriteOptions, topics = [plain]) =>
      (await write(topics, options)).map(({ name }) => name);
    expect(await names({ format: "csv", gzip: false })).toEqual(["inferences.csv", "truth.csv"]);
    expect(await names({ format: "jsonl", gzip: true })).toEqual([
      "inferences.jsonl.gz",
      "truth.jsonl.gz",
    ]);
    expect(await names({ format: "parquet", gzip: true })).toEqual([
      "inferences.parquet",
      "truth.parquet",
    ]);
    const without = topic([[100, "a", 1]]);
    expect(await names({ format: "csv", gzip: true }, [without])).toEqual(["inferences.csv.gz"]);
    expect(await names({ format: "csv", gzip: true }, [without, plain])).toHaveLength(2);
  });

  it("packed are the same bytes on every system", async () => {
    const long = topic(Array.from({ length: 20_000 }, (_, i) => [i, "a", i] as const));
    const [file] = await write([long], { format: "csv", gzip: true });
    const [plainFile] = await write([long], { format: "csv", gzip: false });
    expect(file?.members.length).toBeGreaterThan(1);
    // RFC 1952: the tenth byte of a member is the system's, 255 when it is unknown.
    for (const member of file?.members ?? []) expect(member[9]).toBe(255);
    expect(gunzipSync(file?.bytes ?? "")).toEqual(plainFile?.bytes);
  });

  it("of Parquet have typed columns and row groups of 1,000 and then 100,000 rows", async () => {
    const rows = 101_500;
    const times = Float64Array.from({ length: rows }, (_, i) => i);
    const long: TopicHistory = {
      topic: "7",
      inferences: {
        ...{ length: rows, timestamps: times, values: times, texts: null, workers: ["a"] },
        workerIds: new Uint32Array(rows),
      },
      truth: { ...plain.truth },
    };
    const [file] = await write([long], { format: "parquet", gzip: false });
    const metadata = parquetMetadata(new Uint8Array(file?.bytes ?? []).buffer);
    expect(metadata.created_by).toBe("weightkit");
    expect(metadata.row_groups.map(({ num_rows: count }) => Number(count))).toEqual([
      1000, 100_000, 500,
    ]);
    // A piece for each group, and the footer.
    expect(file?.members).toHaveLength(4);
    const end = await parquetReadObjects({
      file: new Uint8Array(file?.bytes ?? []).buffer,
      rowStart: rows - 2,
    });
    expect(end).toEqual([
      { timestamp: BigInt(rows - 2), worker: "a", value: rows - 2 },
      { timestamp: BigInt(rows - 1), worker: "a", value: rows - 1 },
    ]);
  });

  it("of Parquet hold what any of the topics has", async () => {
    const objects = async (topics: readonly TopicHistory[]): Promise<unknown[][]> =>
      Promise.all(
        (await write(topics, { format: "parquet", gzip: false })).map(({ bytes }) =>
          parquetReadObjects({ file: new Uint8Array(bytes).buffer }),
        ),
      );
    const [inferences, truth] = await objects([plain, labels]);
    expect(inferences?.slice(1, 5)).toEqual([
      { topic: "7", timestamp: 100n, worker: "=b,", value: "NaN", message: 0n, proof: "" },
      { topic: "7", timestamp: 200n, worker: "a", value: "-Infinity", message: 0n, proof: "" },
      { topic: '=8"', timestamp: 100n, worker: "a", value: "rain", message: 0n, proof: "" },
      { topic: '=8"', timestamp: 100n, worker: "=b,", value: '["x"]', message: 0n, proof: "p," },
    ]);
    expect(truth).toEqual([
      { topic: "7", timestamp: 100n, value: "5", available_at: 110n },
      { topic: "7", timestamp: 200n, value: "-0.5", available_at: 300n },
      { topic: '=8"', timestamp: 100n, value: "+rain", available_at: 110n },
      { topic: '=8"', timestamp: 200n, value: "NaN", available_at: 300n },
    ]);
    const [numbers, truths] = await objects([plain]);
    expect(numbers).toEqual([
      { timestamp: 100n, worker: "a", value: 1.5 },
      { timestamp: 100n, worker: "=b,", value: NaN },
      { timestamp: 200n, worker: "a", value: -Infinity },
    ]);
    expect(truths?.[1]).toEqual({ timestamp: 200n, value: -0.5, available_at: 300n });
  });

  it("of Parquet without a row have their columns", async () => {
    const none = topic([], [[100, 1, 100]]);
    const [inferences] = await write([none], { format: "parquet", gzip: false });
    const { schema, num_rows: rows } = parquetMetadata(
      new Uint8Array(inferences?.bytes ?? []).buffer,
    );
    expect(rows).toBe(0n);
    expect(schema.slice(1).map(({ name, type }) => [name, type])).toEqual([
      ["timestamp", "INT64"],
      ["worker", "BYTE_ARRAY"],
      ["value", "DOUBLE"],
    ]);
  });
});

describe("a simulation's files", () => {
  it("are its history, its truth and its workers' names, and count on", () => {
    const options = { ...TRAFFIC, workers: 3, sets: 4, attendance: 1 };
    const { history, workers } = simulate(options);
    const seen: unknown[] = [];
    const files = simulatedFiles(simulateStream(options), (simulated) => seen.push(simulated));
    expect(seen).toEqual([]);
    expect(files.map(({ name, pieces }) => [name, utf8(pieces)])).toEqual([
      ["inferences.csv", textOf(inferencesCsv([history]))],
      ["truth.csv", textOf(truthCsv([history]))],
      ["workers.csv", workersCsv(workers)],
    ]);
    expect(seen).toEqual([
      { set: 1, inferences: 3 },
      { set: 2, inferences: 6 },
      { set: 3, inferences: 9 },
      { set: 4, inferences: 12 },
    ]);
  });
});

describe("optional columns", () => {
  const bare = topic([[100, "a", 1]]);
  const numbered: TopicHistory = {
    ...bare,
    inferences: { ...bare.inferences, messages: Uint32Array.of(5) },
  };
  const attached: TopicHistory = {
    ...bare,
    inferences: { ...bare.inferences, attachments: { extra_data: ["x"] } },
  };

  it.each([
    ["none", [bare], []],
    ["message", [bare, numbered], [["message", true, [0, 5]]]],
    ["extra_data", [attached, bare], [["extra_data", false, ["x", ""]]]],
    [
      "both",
      [numbered, attached],
      [
        ["message", true, [5, 0]],
        ["extra_data", false, ["", "x"]],
      ],
    ],
  ] as const)("are those that any topic has: %s", (_, topics, expected) => {
    expect(
      extrasOf(topics).map(({ name, whole, cell }) => [
        name,
        whole,
        topics.map(({ inferences }) => cell(inferences, 0)),
      ]),
    ).toEqual(expected);
  });
});

test("of rows that are overwritten the last stay, with all that they have", () => {
  const { inferences } = topic([
    [100, "a", 1],
    [100, "b", 2],
    [100, "a", 3],
    [200, "a", 4],
    [200, "b", 5],
    [200, "b", 6],
  ]);
  const texts = ["1", "2", "3", "4", "5", "6"];
  const attachments = { proof: ["p1", "p2", "p3", "p4", "p5", "p6"] };
  expect(withoutOverwritten({ ...inferences, texts, attachments })).toEqual({
    columns: {
      length: 4,
      timestamps: Float64Array.of(100, 100, 200, 200),
      workerIds: Uint32Array.of(1, 0, 0, 1),
      values: Float64Array.of(2, 3, 4, 6),
      texts: ["2", "3", "4", "6"],
      workers: ["a", "b"],
      attachments: { proof: ["p2", "p3", "p4", "p6"] },
    },
    dropped: 2,
  });
  expect(withoutOverwritten(inferences).columns).toMatchObject({ texts: null });
});
