import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { tableErrors } from "../../errors/table-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { nearFile } from "../near-file.js";
import { pathStatus } from "../path-status.js";

const CHUNK = 1 << 18;

/**
 * The bytes of a file in chunks, decompressed when they are gzip (recognized by the first two bytes, whatever the name).
 * @throws WeightkitError WK300 when it cannot be read, WK320 when the gzip data are damaged.
 */
export async function* readBytes(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  checkRegular(path);
  const file = createReadStream(path, { highWaterMark: CHUNK });
  try {
    const chunks = file[Symbol.asyncIterator]();
    const first = await nextChunk(chunks, path);
    if (first === null) return;
    if (first[0] === 0x1f && first[1] === 0x8b) yield* gunzip(first, chunks, path);
    else {
      for (
        let chunk: Uint8Array | null = first;
        chunk !== null;
        chunk = await nextChunk(chunks, path)
      ) {
        yield chunk;
      }
    }
  } finally {
    file.destroy();
  }
}

/** A device or a pipe may have no end, or no beginning. What cannot be looked at is for the reading to report. */
function checkRegular(path: string): void {
  const found = pathStatus(path);
  if (found === null || found.isFile() || found.isDirectory()) return;
  const reason = "it is a device or a pipe, not a regular file";
  const args = { reason, suggestion: null };
  throw fault(tableErrors.unreadable, args, { place: { file: path } });
}

async function nextChunk(chunks: AsyncIterator<unknown>, path: string): Promise<Uint8Array | null> {
  try {
    const next = await chunks.next();
    const value: unknown = next.value;
    return next.done !== true && value instanceof Uint8Array ? value : null;
  } catch (error) {
    const suggestion = isMissing(error) ? nearFile(path) : null;
    const args = { reason: reasonOf(error), suggestion };
    throw fault(tableErrors.unreadable, args, { place: { file: path }, cause: error });
  }
}

async function* gunzip(
  first: Uint8Array,
  chunks: AsyncIterator<unknown>,
  path: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const compressed = async function* (): AsyncGenerator<Uint8Array> {
    for (
      let chunk: Uint8Array | null = first;
      chunk !== null;
      chunk = await nextChunk(chunks, path)
    )
      yield chunk;
  };
  const source = Readable.from(compressed(), { objectMode: false });
  const plain = createGunzip({ chunkSize: CHUNK });
  source.once("error", (error) => plain.destroy(error));
  source.pipe(plain);
  try {
    for await (const chunk of plain) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) {
      const args = { reason: error.message };
      throw fault(tableErrors.damagedGzip, args, { place: { file: path }, cause: error });
    }
    throw error;
  } finally {
    source.destroy();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "ELOOP") return "its links go round in a circle";
  if (code === "EACCES") return "permission denied";
  return error.message;
}
