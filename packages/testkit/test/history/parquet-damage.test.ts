import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetMetadata } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { readHistory } from "../../src/history/read-history.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parquet-damage-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function outcome(bytes: Uint8Array): Promise<string> {
  const inferences = join(folder, "in.parquet");
  const truth = join(folder, "truth.csv");
  await writeFile(inferences, bytes);
  await writeFile(truth, "timestamp,value,available_at\n100,5,200\n");
  try {
    const { topics } = await readHistory({ inferences, truth });
    return `${topics[0]?.inferences.length} rows`;
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    return [error, ...error.others]
      .map(({ code, place }) => [code, place?.row, place?.field].join(" ").trim())
      .join(", ");
  }
}

describe("a Parquet file with checksums", () => {
  // Two row groups of dictionary pages and data pages, as pyarrow writes them with write_page_checksum.
  const whole = readFile(new URL("parquet/checksums.parquet", import.meta.url));

  it("is read when they match", async () => {
    expect(await outcome(await whole)).toBe("300 rows");
  });

  it("is refused for one changed byte in any page, also where the values would still be readable", async () => {
    const bytes = await whole;
    const { row_groups: groups } = parquetMetadata(new Uint8Array(bytes).buffer);
    const ends = groups.flatMap(({ columns }) =>
      columns.map(({ meta_data: meta }) => {
        const start = meta?.dictionary_page_offset ?? meta?.data_page_offset ?? 0n;
        return Number(start + (meta?.total_compressed_size ?? 0n));
      }),
    );
    expect(ends).toHaveLength(6);
    // The last bytes of a chunk are those of its last data page.
    for (const end of ends) {
      for (const back of [1, 5]) {
        const damaged = Uint8Array.from(bytes);
        damaged[end - back] = (damaged[end - back] ?? 0) ^ 0x01;
        expect(await outcome(damaged)).toBe("WK325");
      }
    }
  });
});

it("a Parquet text that is not UTF-8 has its fault and its row, since two workers could become one", async () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: "timestamp", data: [100, 100, 200], type: "INT32" },
      {
        name: "worker",
        data: [utf8("a"), Uint8Array.of(0x61, 0xff), Uint8Array.of(0x61, 0xfe)],
        type: "BYTE_ARRAY",
      },
      { name: "value", data: [1, 2, 3], type: "DOUBLE" },
    ],
  });
  expect(await outcome(new Uint8Array(bytes))).toBe("WK328 2 worker, WK328 3 worker");
});

it("a Parquet text keeps its byte order mark, as in the other formats", async () => {
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: "timestamp", data: [100, 100], type: "INT32" },
      { name: "worker", data: ["a", "\ufeffa"], type: "STRING" },
      { name: "value", data: [1, 2], type: "DOUBLE" },
    ],
  });
  expect(await outcome(new Uint8Array(bytes))).toBe("2 rows");
});

it("two columns of one meaning are named, without a row that the format lacks", async () => {
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: "timestamp", data: [100], type: "INT32" },
      { name: "worker", data: ["a"], type: "STRING" },
      { name: "value", data: [1], type: "DOUBLE" },
      { name: "Value", data: [1], type: "DOUBLE" },
    ],
  });
  expect(await outcome(new Uint8Array(bytes))).toBe("WK303");
});
