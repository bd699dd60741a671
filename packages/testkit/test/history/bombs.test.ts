import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { FileMetaData } from "hyparquet";
import { afterAll, describe, expect, it, test } from "vitest";
import { decompressors } from "../../src/history/formats/parquet-compression.js";
import { readHistory } from "../../src/history/read-history.js";
import { loadLogic } from "../../src/logic/load.js";

const folder = mkdtempSync(join(tmpdir(), "bombs-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const put = (name: string, content: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const MIB = 1 << 20;

describe("a gzip file of some kilobytes that unpacks to 64 MiB", () => {
  const head = "timestamp,worker,value\n";
  test.each([
    ["one row of CSV", head + "0".repeat(64 * MIB)],
    ["one quoted field", `${head}1,"${"a".repeat(64 * MIB)}`],
    ["one line of JSON", `{"timestamp":1,"worker":"${"a".repeat(64 * MIB)}`],
  ])("as %s is refused once a row is longer than 1 MiB", async (_, text) => {
    const packed = gzipSync(text);
    expect(packed.length).toBeLessThan(MIB / 8);
    const path = put("bomb.gz", packed);
    await expect(readHistory({ inferences: path, truth: null })).rejects.toMatchObject({
      code: "WK307",
    });
  });
});

test("an archive that unpacks to more than 256 MiB is refused", () => {
  const path = put("bomb.tar.gz", gzipSync(Buffer.alloc(257 * MIB), { level: 1 }));
  expect(() => loadLogic(path)).toThrow(expect.objectContaining({ code: "WK408" }));
});

/** Zstandard: blocks that repeat one byte 128 KiB times, 4 bytes each (RFC 8878, 3.1.1.2). */
function zstdBomb(mebibytes: number): Uint8Array {
  const header = Buffer.from("28b52ffd0050", "hex");
  const blocks = Array.from({ length: mebibytes * 8 }, (_, i) => {
    const last = i === mebibytes * 8 - 1 ? 1 : 0;
    const word = last + (1 << 1) + ((128 << 10) << 3);
    return Buffer.from([word & 255, (word >> 8) & 255, word >> 16, 0x61]);
  });
  return Buffer.concat([header, ...blocks]);
}

/** LZ4: one literal, and a match of it whose length goes on for so many bytes, 255 letters each. */
function lz4Bomb(bytes: number): Uint8Array {
  return Buffer.concat([
    Buffer.from([0x1f, 0x61, 1, 0]),
    Buffer.alloc(bytes, 255),
    Buffer.from([0]),
  ]);
}

const zeros = Buffer.alloc(32 * MIB);
const BOMBS: readonly (readonly [string, Uint8Array])[] = [
  ["GZIP", gzipSync(zeros)],
  ["BROTLI", brotliCompressSync(zeros)],
  ["ZSTD", zstdBomb(32)],
  ["LZ4_RAW", lz4Bomb(128 << 10)],
];

describe.each(BOMBS)("a page of Parquet in %s", (codec, packed) => {
  const metadata = { row_groups: [{ columns: [{ meta_data: { codec } }] }] };
  const decompress = async (length: number): Promise<unknown> => {
    const all = await decompressors(metadata as unknown as FileMetaData);
    return all[codec as "GZIP"]?.(packed, length);
  };

  it("that unpacks to 32 MiB but claims 1,000 bytes takes no more than those", async () => {
    const before = process.memoryUsage();
    const outcome = await decompress(1000).catch((error: unknown) => error);
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(8 * MIB);
    if (outcome instanceof Uint8Array) expect(outcome.length).toBeLessThanOrEqual(1000);
    else expect(outcome).toBeInstanceOf(Error);
  });

  it("that claims more than 256 MiB is refused before memory is spent", async () => {
    await expect(decompress(2 ** 40)).rejects.toThrow("a page has more than 268435456 bytes");
  });
});
