import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { parquetMetadata, type AsyncBuffer, type FileMetaData, type RowGroup } from "hyparquet";
import { describe, expect, it } from "vitest";
import { checkChecksums } from "../../../src/history/formats/parquet-checksums.js";
import { decompressors } from "../../../src/history/formats/parquet-compression.js";
import { decimalsAsIntegers } from "../../../src/history/formats/parquet-decimals.js";
import { checkParquet } from "../../../src/history/formats/parquet-limits.js";
import { flatColumns, nestedColumn } from "../../../src/history/formats/parquet-schema.js";
import { fixture } from "./parquet-fixture.js";

describe("checksums of pages", () => {
  const bufferOf = (bytes: Uint8Array): AsyncBuffer => ({
    byteLength: bytes.length,
    slice: (start, end) => Uint8Array.from(bytes.subarray(start, end)).buffer,
  });
  const bytes = Uint8Array.from(readFileSync(fixture("checksums")));
  const [group] = parquetMetadata(bytes.buffer).row_groups;
  const chunk = group?.columns.find(({ meta_data: meta }) => meta?.path_in_schema[0] === "worker");
  const meta = chunk?.meta_data;
  if (group === undefined || chunk === undefined || meta === undefined) throw new Error("no chunk");
  const damagedAt = (at: number): AsyncBuffer => {
    const copy = Uint8Array.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return bufferOf(copy);
  };
  const dictionary = Number(meta.dictionary_page_offset);
  const data = Number(meta.data_page_offset);
  const end = dictionary + Number(meta.total_compressed_size);
  const withMeta = (change: Partial<typeof meta>): RowGroup => ({
    ...group,
    columns: [
      { file_offset: 0n },
      { ...chunk, meta_data: { ...meta, path_in_schema: ["worker", "inside"] } },
      { ...chunk, meta_data: { ...meta, ...change } },
    ],
  });

  it.each([
    ["dictionary", data - 1],
    ["first data", end - 1],
  ])("hold for the %s page", async (_, at) => {
    await checkChecksums(bufferOf(bytes), group, "worker");
    await expect(checkChecksums(damagedAt(at), group, "worker")).rejects.toThrow(
      "a page of column worker does not match its checksum",
    );
    // What other columns and groups have does not matter.
    await checkChecksums(damagedAt(at), group, "timestamp");
    await checkChecksums(damagedAt(at), group, "none");
    await checkChecksums(damagedAt(at), undefined, "worker");
  });

  it("begin where the chunk does: at its dictionary, at its data where that is missing or given as 0", async () => {
    const file = damagedAt(data - 1);
    await expect(checkChecksums(file, withMeta({}), "worker")).rejects.toThrow("checksum");
    // pyarrow's size of the chunk has the dictionary in it, so what follows the last value is not looked at.
    await checkChecksums(file, withMeta({ dictionary_page_offset: 0n }), "worker");
    const without = { ...meta };
    delete without.dictionary_page_offset;
    const columns = [{ ...chunk, meta_data: without }];
    await checkChecksums(file, { ...group, columns }, "worker");
    await expect(
      checkChecksums(damagedAt(end - 1), { ...group, columns }, "worker"),
    ).rejects.toThrow("checksum");
  });

  it("are compared up to the end of the chunk, whatever number of values it claims", async () => {
    await checkChecksums(bufferOf(bytes), withMeta({ num_values: 10_000n }), "worker");
  });

  it("are those of pages of the second version, too", async () => {
    const second = Uint8Array.from(readFileSync(fixture("checksums-v2")));
    const [first] = parquetMetadata(second.buffer).row_groups;
    const column = first?.columns[1]?.meta_data;
    if (first === undefined || column === undefined) throw new Error("no chunk");
    await checkChecksums(bufferOf(second), first, "worker");
    // The size is that of a chunk with a dictionary, which is given as missing: values end the reading.
    const columns = [{ file_offset: 0n, meta_data: { ...column, dictionary_page_offset: 0n } }];
    await checkChecksums(bufferOf(second), { ...first, columns }, "worker");
  });
});

describe("what a Parquet file declares", () => {
  const column = (bytes: bigint) => ({
    meta_data: { total_uncompressed_size: bytes, path_in_schema: ["a", "b"] },
  });
  const declare = ({ schema = 2, groups = 1, rows = 1, inGroup = 1n, bytes = 1n }): void => {
    checkParquet({
      schema: Array.from({ length: schema }, () => ({ name: "x" })),
      num_rows: BigInt(rows),
      row_groups: Array.from({ length: groups }, () => ({
        num_rows: inGroup,
        columns: [{}, column(1n), column(bytes)],
      })),
    } as unknown as FileMetaData);
  };

  it.each([
    [{ schema: 10_000 }, { schema: 10_001 }, "it has more than 10000 columns"],
    [
      { groups: 100_000, rows: 1e7 },
      { groups: 100_001, rows: 1e8 },
      "it has more than 100000 row groups",
    ],
    [
      { groups: 2000, rows: 1 },
      { groups: 2001, rows: 200_099 },
      "its 2001 row groups have fewer than 100 rows each",
    ],
    [
      { groups: 2001, rows: 200_100 },
      { groups: 2001, rows: 1 },
      "its 2001 row groups have fewer than 100 rows each",
    ],
    [{ inGroup: 20_000_000n }, { inGroup: 20_000_001n }, "a row group has more than 20000000 rows"],
    [
      { bytes: 1n << 30n },
      { bytes: (1n << 30n) + 1n },
      "column a.b of a row group has more than 1073741824 bytes",
    ],
  ])("is taken up to its limit: case %#", (fits, exceeds, words) => {
    expect(() => {
      declare(fits);
    }).not.toThrow();
    expect(() => {
      declare(exceeds);
    }).toThrow(new Error(words));
  });
});

describe("a schema", () => {
  const metadata = (...schema: object[]) => ({ schema }) as unknown as FileMetaData;
  const root = { name: "root", num_children: 5 };
  const tree = metadata(
    root,
    { name: "timestamp" },
    { name: "place", num_children: 2 },
    { name: "city", num_children: 1 },
    { name: "Worker Address" },
    { name: "land" },
    { name: "many", repetition_type: "REPEATED" },
    { name: "value", repetition_type: "OPTIONAL" },
    { name: "list", num_children: 1 },
    { name: "topic", repetition_type: "REPEATED" },
  );

  it("has the columns with one value a row, and others inside of them", () => {
    expect(flatColumns(tree)).toEqual(["timestamp", "value"]);
    expect(nestedColumn(tree, "worker")).toEqual({ column: "worker", inside: "place" });
    expect(nestedColumn(tree, "topic")).toEqual({ column: "topic", inside: "list" });
    expect(nestedColumn(tree, "land")).toEqual({ column: "land", inside: "place" });
    for (const name of ["timestamp", "value", "place", "proof"])
      expect(nestedColumn(tree, name)).toBeNull();
  });

  it("that ends too early ends there, however many children it claims", () => {
    const claims = { name: "place", num_children: 2 ** 31 - 1 };
    const damaged = metadata(root, { name: "a" }, claims, { name: "b" });
    expect(flatColumns(damaged)).toEqual(["a"]);
    expect(nestedColumn(damaged, "b")).toEqual({ column: "b", inside: "place" });
    expect(flatColumns(metadata(root))).toEqual([]);
    expect(flatColumns(metadata())).toEqual([]);
  });
});

describe("decimals", () => {
  const decimal = (name: string, type: string, scale?: number) => ({
    ...{ name, type, converted_type: "DECIMAL", logical_type: { type: "DECIMAL" } },
    ...(scale === undefined ? {} : { scale }),
  });
  const schemaOf = () => [
    { name: "root", num_children: 6 },
    decimal("two", "INT64", 2),
    decimal("whole", "INT32"),
    decimal("tiny", "INT64", 22),
    decimal("tinier", "INT64", 23),
    decimal("text", "BYTE_ARRAY", 2),
    { name: "plain", type: "INT64" },
  ];
  const scalesOf = (schema: readonly object[] = schemaOf()) =>
    decimalsAsIntegers({ schema } as unknown as FileMetaData);
  const read = (name: string, ...cells: unknown[]): unknown =>
    scalesOf().get(name)?.numbers(cells, 0, cells.length);

  it("are read as integers, but those that may have any length", () => {
    const schema = schemaOf();
    expect([...scalesOf(schema).keys()]).toEqual(["two", "whole", "tiny", "tinier"]);
    expect(schema[1]).toEqual({ name: "two", type: "INT64", scale: 2 });
    expect(schema[5]).toMatchObject({ converted_type: "DECIMAL" });
  });

  it("are the doubles nearest to them", () => {
    expect(read("two", 123_436, -1, 0)).toEqual([1234.36, -0.01, 0]);
    expect(read("two", 123_436n, null, undefined, "x")).toEqual([1234.36, null, null, null]);
    expect(read("whole", 7, 7n)).toEqual([7, 7]);
    // Divided as doubles, 2^53 + 1 would be 90071992547409.92.
    expect(read("two", 2n ** 53n + 1n, -(2n ** 53n) - 1n)).toEqual([
      90_071_992_547_409.93, -90_071_992_547_409.93,
    ]);
    expect(read("tiny", 3n, 123_456_789n)).toEqual([3e-22, 1.23456789e-14]);
    expect(read("tinier", 9n, 5n, 7n, 3n)).toEqual([9e-23, 5e-23, 7e-23, 3e-23]);
  });

  it("are two's complement as bytes, highest first", () => {
    const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
    expect(read("two", bytes(0x01, 0xe2, 0x2c), bytes(0xff), bytes(0x80, 0), bytes())).toEqual([
      1234.36, -0.01, -327.68, 0,
    ]);
  });

  it("keep their places", () => {
    const numbers = scalesOf().get("two")?.numbers([1, 2, 3, 4], 1, 3);
    expect(numbers?.length).toBe(3);
    expect(Object.entries(numbers ?? [])).toEqual([
      ["1", 0.02],
      ["2", 0.03],
    ]);
  });
});

describe("compressed pages", () => {
  const codecs = async (...names: string[]): Promise<string[]> => {
    const columns = names.map((codec) => ({ meta_data: { codec } }));
    return Object.keys(
      await decompressors({ row_groups: [{ columns }] } as unknown as FileMetaData),
    );
  };

  it("load a library only for codecs that Node lacks", async () => {
    const all = ["GZIP", "BROTLI", "ZSTD", "LZ4", "LZ4_RAW"];
    expect(await codecs("SNAPPY", "GZIP")).toEqual(["GZIP", "BROTLI"]);
    for (const codec of ["ZSTD", "LZ4", "LZ4_RAW"])
      expect(await codecs("GZIP", codec)).toEqual(all);
  });

  it("have up to 256 MiB, and no more than they claim", async () => {
    const { GZIP: gunzip } = await decompressors({ row_groups: [] } as unknown as FileMetaData);
    const packed = gzipSync("abc");
    expect(gunzip?.(packed, 2 ** 28)).toEqual(Buffer.from("abc"));
    expect(() => gunzip?.(packed, 2 ** 28 + 1)).toThrow(
      new Error("a page has more than 268435456 bytes"),
    );
    expect(gunzip?.(packed, 3)).toHaveLength(3);
    expect(gunzip?.(gzipSync(""), 0)).toHaveLength(0);
  });
});
