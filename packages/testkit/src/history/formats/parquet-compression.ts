import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { Compressors, FileMetaData } from "hyparquet";

/** Largest page once decompressed, in bytes. */
const MAX_PAGE = 1 << 28;

type Decompress = (input: Uint8Array, outputLength: number) => Uint8Array;

/** What decompresses a file's pages: Node's zlib where it can, hyparquet-compressors for the rest, loaded when a file needs it. */
export async function decompressors({ row_groups: groups }: FileMetaData): Promise<Compressors> {
  const codecs = new Set(
    groups.flatMap(({ columns }) => columns.map(({ meta_data: meta }) => meta?.codec)),
  );
  const own = {
    GZIP: limited((input, length) => gunzipSync(input, { maxOutputLength: length })),
    BROTLI: limited((input, length) => brotliDecompressSync(input, { maxOutputLength: length })),
  };
  if (!codecs.has("ZSTD") && !codecs.has("LZ4") && !codecs.has("LZ4_RAW")) return own;
  const { decompressLz4, decompressLz4Raw, decompressZstd } = await import("hyparquet-compressors");
  return {
    ...own,
    ZSTD: limited((input, length) => decompressZstd(input, new Uint8Array(length))),
    LZ4: limited(decompressLz4),
    LZ4_RAW: limited(decompressLz4Raw),
  };
}

/** Refuses a page that claims to be huge before memory is spent on it. */
function limited(decompress: Decompress): Decompress {
  return (input, outputLength) => {
    if (outputLength > MAX_PAGE) throw new Error(`a page has more than ${MAX_PAGE} bytes`);
    // An empty page needs room for one byte, since zlib takes 0 to mean no limit.
    return decompress(input, Math.max(1, outputLength)).subarray(0, outputLength);
  };
}
