import { readFileSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parquetMetadata } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, describe, expect, it, test } from "vitest";
import {
  decodeParquet,
  type ParquetJobInput,
  type ParquetMessage,
  type ParquetResult,
} from "../../../src/history/formats/parquet-job.js";
import { ParquetRecords, readParquet } from "../../../src/history/formats/parquet.js";
import { fixture } from "./parquet-fixture.js";

const folder = mkdtempSync(join(tmpdir(), "parquet-parts-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const put = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
type Columns = Parameters<typeof parquetWriteBuffer>[0]["columnData"];
const written = (columnData: Columns, more = {}) =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...more }));

/** Runs the job in this thread: its messages and how often it showed the watchdog that a run begins or ends. */
async function decode(input: Partial<ParquetJobInput> & { readonly path: string }) {
  const messages: ParquetMessage[] = [];
  const beats: string[] = [];
  let error: unknown = null;
  const wanted = { maxRows: 1000, required: ["timestamp", "worker", "value"], optional: [] };
  const result: ParquetResult | null = await decodeParquet(
    { ...wanted, ...input },
    {
      kept: undefined,
      heartbeat: { begin: () => beats.push("begin"), end: () => beats.push("end") },
      send: (message) => {
        expect(beats.at(-1)).toBe("end");
        messages.push(message);
      },
    },
  ).catch((caught: unknown) => {
    error = caught;
    return null;
  });
  expect(beats.length).toBeGreaterThan(0);
  expect(beats.every((beat, i) => beat === (i % 2 === 0 ? "begin" : "end"))).toBe(true);
  return { messages, result, error, runs: beats.length / 2 };
}
const numbers = (...values: number[]) => ({ kind: "numbers", values: Float64Array.from(values) });
const texts = (dictionary: (string | Uint8Array | null)[], ...ids: number[]) => ({
  kind: "texts",
  dictionary,
  ids: Uint32Array.from(ids),
});

describe("the job that decodes Parquet", () => {
  const rows = (count: number) => Array.from({ length: count }, (_, i) => i);
  const columns = [
    { name: "Time", data: [1n, 2n, 3n], type: "INT64" },
    { name: "note", data: ["x", "y", "z"], type: "STRING" },
    { name: "worker", data: ["a", "b", "a"], type: "STRING" },
    { name: "value", data: [0.5, -1, NaN], type: "DOUBLE" },
    { name: "topic", data: ["7", null, "8"], type: "STRING", nullable: true },
  ] satisfies Columns;

  it("sends the wanted columns' names, then their cells, and leaves the others", async () => {
    const path = put("a.parquet", written(columns));
    const { messages, result, runs } = await decode({ path, optional: ["topic", "proof"] });
    expect(result).toBe("read");
    expect(messages).toEqual([
      { kind: "names", names: ["Time", "worker", "value", "topic"] },
      {
        kind: "slice",
        rows: 3,
        columns: [
          numbers(1, 2, 3),
          texts(["a", "b"], 0, 1, 0),
          numbers(0.5, -1, NaN),
          texts(["7", null, "8"], 0, 1, 2),
        ],
      },
    ]);
    // Opening, and the checksums and cells of each column.
    expect(runs).toBe(1 + 4 + 4);
  });

  it("sends row groups one after the other, each in slices of 65,536 rows", async () => {
    const count = 70_001;
    const data = rows(count);
    const value = { name: "value", data, type: "DOUBLE" } as const;
    const path = put("b.parquet", written([value], { rowGroupSize: 70_000 }));
    const { messages } = await decode({ path, maxRows: count, required: ["value"] });
    const slices = messages.flatMap((message) => {
      const [column] = message.kind === "slice" ? message.columns : [];
      if (message.kind !== "slice" || column?.kind !== "numbers") return [];
      return [[message.rows, column.values.length, column.values[0], column.values.at(-1)]];
    });
    expect(slices).toEqual([
      [65_536, 65_536, 0, 65_535],
      [4464, 4464, 65_536, 69_999],
      [1, 1, 70_000, 70_000],
    ]);
    const words = data.map((i) => (i < 65_536 ? "a" : "b"));
    const worker = { name: "worker", data: words, type: "STRING" } as const;
    const named = await decode({
      path: put("b.parquet", written([worker], { rowGroupSize: 70_001 })),
      maxRows: count,
      required: ["worker"],
    });
    expect(
      named.messages.slice(1).map((message) => {
        const [column] = message.kind === "slice" ? message.columns : [];
        return column?.kind === "texts" ? [column.dictionary, column.ids.length] : null;
      }),
    ).toEqual([
      [["a"], 65_536],
      [["b"], 4465],
    ]);
  });

  it("sends 64-bit integers as numbers in each slice and row group that has none above 2^52", async () => {
    const count = 70_001;
    const data = Array.from({ length: count }, (_, i) => 2n ** 52n - BigInt(count) + BigInt(i));
    const value = { name: "value", data, type: "INT64" } as const;
    const path = put("i.parquet", written([value], { rowGroupSize: 70_000 }));
    const { messages } = await decode({ path, maxRows: count, required: ["value"] });
    const ends = messages.slice(1).map((message) => {
      const [column] = message.kind === "slice" ? message.columns : [];
      return column?.kind === "numbers" ? [column.values[0], column.values.at(-1)] : null;
    });
    expect(ends).toEqual([
      [4_503_599_627_300_495, 4_503_599_627_366_030],
      [4_503_599_627_366_031, 4_503_599_627_370_494],
      [4_503_599_627_370_495, 4_503_599_627_370_495],
    ]);
    // One integer beyond makes its own slice one of texts.
    data[65_536] = 2n ** 53n + 1n;
    const mixed = await decode({
      path: put("i.parquet", written([value], { rowGroupSize: 70_000 })),
      ...{ maxRows: count, required: ["value"] },
    });
    const slices = mixed.messages.flatMap((message) =>
      message.kind === "slice" ? message.columns : [],
    );
    expect(slices.map(({ kind }) => kind)).toEqual(["numbers", "texts", "numbers"]);
    expect(slices[1]?.kind === "texts" ? slices[1].dictionary.slice(0, 2) : null).toEqual([
      "9007199254740993",
      "4503599627366032",
    ]);
  });

  it("refuses more rows than may be read, and reads as many", async () => {
    const path = put("c.parquet", written(columns));
    expect((await decode({ path, maxRows: 2 })).result).toBe("tooMany");
    expect((await decode({ path, maxRows: 2 })).messages).toEqual([]);
    expect((await decode({ path, maxRows: 3 })).result).toBe("read");
  });

  it("sends all names where one is missing, for whoever reports it", async () => {
    const path = put("d.parquet", written(columns.slice(0, 3)));
    const { messages, result } = await decode({ path });
    expect(result).toBe("read");
    expect(messages).toEqual([{ kind: "names", names: ["Time", "note", "worker"] }]);
  });

  it("gives times as seconds, days as seconds, and integers and decimals exactly", async () => {
    const { messages, result } = await decode({
      path: fixture("cells"),
      required: ["ms", "us", "ns", "day", "large", "small", "wide", "flag"],
    });
    expect(result).toBe("read");
    const seconds = texts(["1700006400", "-1.5", "6046215701"], 0, 1, 2);
    expect(messages[1]).toEqual({
      kind: "slice",
      rows: 3,
      columns: [
        seconds,
        seconds,
        seconds,
        texts(["86400", "-86400", "946684800"], 0, 1, 2),
        // One of the integers is not exact as a double, so both are texts.
        texts(["4503599627370496", "-9007199254740993", "5"], 0, 1, 2),
        numbers(1234.36, -0.01, 0.1),
        numbers(90_071_992_547_409.93, -1_234_567_890_123_456.78, 1),
        texts(["true", null, "false"], 0, 1, 2),
      ],
    });
  });

  it("gives integers as numbers up to 2^52", async () => {
    const data = [2n ** 52n - 1n, -(2n ** 52n)];
    const value = { name: "value", data, type: "INT64" } as const;
    const fits = await decode({ path: put("e.parquet", written([value])), required: ["value"] });
    expect(fits.messages[1]).toMatchObject({ columns: [numbers(2 ** 52 - 1, -(2 ** 52))] });
    const larger = { ...value, data: [2n ** 53n + 1n, 1n] };
    const wide = await decode({ path: put("e.parquet", written([larger])), required: ["value"] });
    expect(wide.messages[1]).toMatchObject({ columns: [texts(["9007199254740993", "1"], 0, 1)] });
  });

  it("keeps bytes of extra_data alone, and what is not text elsewhere", async () => {
    const bytes = [Uint8Array.of(0x61), Uint8Array.of(0xff), Uint8Array.of(0xff)];
    const data = [
      { name: "value", data: bytes, type: "BYTE_ARRAY" },
      { name: "Extra Data", data: bytes, type: "BYTE_ARRAY" },
    ] satisfies Columns;
    const path = put("f.parquet", written(data));
    const { messages } = await decode({ path, required: ["value"], optional: ["extra_data"] });
    expect(messages[1]).toEqual({
      kind: "slice",
      rows: 3,
      columns: [
        // Bytes of one cell are one entry each: what is in them distinguishes them later.
        texts(["a", Uint8Array.of(0xff), Uint8Array.of(0xff)], 0, 1, 2),
        texts(["YQ==", "/w=="], 0, 1, 1),
      ],
    });
  });

  it("compares each row group's pages with its own checksums before it sends the group", async () => {
    const bytes = Uint8Array.from(readFileSync(fixture("checksums")));
    const { row_groups: groups } = parquetMetadata(bytes.buffer);
    const meta = groups[1]?.columns[1]?.meta_data;
    const end = Number(meta?.dictionary_page_offset) + Number(meta?.total_compressed_size);
    bytes[end - 1] = (bytes[end - 1] ?? 0) ^ 1;
    const { messages, error } = await decode({ path: put("g.parquet", bytes) });
    expect(error).toEqual(new Error("a page of column worker does not match its checksum"));
    expect(messages.map((message) => (message.kind === "slice" ? message.rows : 0))).toEqual([
      0, 200,
    ]);
  });

  it("passes over an empty row group", async () => {
    const path = fixture("empty-group");
    const { messages } = await decode({ path });
    expect(messages.slice(1)).toEqual([
      {
        kind: "slice",
        rows: 3,
        columns: [
          numbers(100, 100, 200),
          texts(["a", "b"], 0, 1, 0),
          numbers(1.5, 2, 0.1234567890123456),
        ],
      },
    ]);
    const bytes = Uint8Array.from(readFileSync(path));
    const { row_groups: groups } = parquetMetadata(bytes.buffer);
    const meta = groups[1]?.columns[2]?.meta_data;
    const end = Number(meta?.data_page_offset) + Number(meta?.total_compressed_size);
    bytes[end - 1] = (bytes[end - 1] ?? 0) ^ 1;
    const { error } = await decode({ path: put("h.parquet", bytes) });
    expect(error).toEqual(new Error("a page of column value does not match its checksum"));
  });
});

describe("records of Parquet", () => {
  const names: ParquetMessage = { kind: "names", names: ["value"] };
  const slice: ParquetMessage = {
    kind: "slice",
    rows: 2,
    columns: [{ kind: "numbers", values: Float64Array.of(0.5, NaN) }],
  };

  it("count from 1 behind the names, on from slice to slice", () => {
    const seen: unknown[] = [];
    const records = new ParquetRecords(({ bytes, starts, ends, row }) =>
      seen.push([row, new TextDecoder().decode(bytes.subarray(starts[0], ends[0])), starts[0]]),
    );
    const missing: ParquetMessage = {
      kind: "slice",
      rows: 2,
      columns: [{ kind: "texts", dictionary: ["x", null], ids: Uint32Array.of(1, 0) }],
    };
    for (const message of [names, slice, missing]) expect(records.take(message)).toBe(true);
    records.throwIfFailed();
    expect(seen).toEqual([
      [0, "value", 0],
      [1, "0.5", 0],
      [2, "NaN", 0],
      [3, "", -1],
      [4, "x", 0],
    ]);
  });

  it("end where the handler fails, with its error", () => {
    const seen: number[] = [];
    const records = new ParquetRecords(({ row }) => {
      seen.push(row);
      if (row === 1) throw new RangeError("full");
    });
    expect(records.take(names)).toBe(true);
    expect(records.take(slice)).toBe(false);
    expect(records.take(slice)).toBe(false);
    expect(seen).toEqual([0, 1]);
    expect(() => {
      records.throwIfFailed();
    }).toThrow(new RangeError("full"));
  });
});

test("a file that cannot be read as wanted is named in the fault", async () => {
  const path = fixture("none");
  const wanted = { columns: ["timestamp", "worker", "value"], options: { maxRows: 2 } };
  await expect(readParquet(path, wanted, () => undefined)).rejects.toMatchObject({
    code: "WK319",
    message: "The history has more than 2 rows",
  });
  const damaged = put("damaged.parquet", Buffer.from("PAR1 and no more"));
  await expect(readParquet(damaged, wanted, () => undefined)).rejects.toMatchObject({
    code: "WK325",
    message: "The file cannot be read as Parquet: parquet file invalid (footer != PAR1)",
    place: { file: damaged },
  });
  const nested = fileURLToPath(
    new URL("../../../../../test/cases/parquet-nested-column/struct-only.parquet", import.meta.url),
  );
  const all = { ...wanted, options: { maxRows: 1000 } };
  await expect(readParquet(nested, all, () => undefined)).rejects.toMatchObject({
    code: "WK343",
    place: { file: nested },
  });
});
