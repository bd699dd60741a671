import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { makeFolder } from "@weightkit/testkit/internal/history/make-folder";
import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { fileErrors } from "../errors/file-errors.js";
import { isDevice, openDevice } from "./device.js";
import { writeReason } from "./read.js";
import { StandingFile } from "./standing.js";
import { pending, temporaryIn } from "./temporary.js";

/** Text gathered before it is written, in characters. */
const CHUNK = 1 << 16;

/** Pieces that are written before anything else may happen. */
const BREATH = 16;

/** A file that is written piece by piece under a temporary name and appears, whole, with {@link finish}; a device or pipe is written into. */
export class FileStream {
  /** Null for a device. */
  readonly #temporary: string | null;
  readonly #file: number;
  #text = "";
  #open = true;

  /** @throws WeightkitError WK112 */
  constructor(readonly path: string) {
    const full = resolve(path);
    const temporary = isDevice(full) ? null : temporaryIn(dirname(full));
    this.#temporary = temporary;
    this.#file = this.#attempt(() => {
      if (temporary === null) return openDevice(full);
      makeFolder(dirname(full));
      pending.add(temporary);
      return openSync(temporary, "w");
    });
  }

  /** @throws WeightkitError WK112 */
  append(text: string): void {
    this.#text += text;
    if (this.#text.length >= CHUNK) this.#flush();
  }

  /** @throws WeightkitError WK112 */
  write(bytes: Uint8Array): void {
    this.#flush();
    this.#put(bytes);
  }

  /** @throws WeightkitError WK112 */
  finish(): void {
    this.#flush();
    const temporary = this.#temporary;
    this.#open = false;
    this.#attempt(() => {
      closeSync(this.#file);
      if (temporary !== null) renameSync(temporary, this.path);
    });
    if (temporary !== null) pending.delete(temporary);
  }

  /** Takes back what was written; to be called instead of {@link finish} when the command fails. */
  abandon(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
    if (this.#temporary !== null && pending.delete(this.#temporary)) {
      rmSync(this.#temporary, { force: true });
    }
  }

  #flush(): void {
    const bytes = Buffer.from(this.#text);
    this.#text = "";
    this.#put(bytes);
  }

  #put(bytes: Uint8Array): void {
    this.#attempt(() => {
      let at = 0;
      while (at < bytes.length) at += writeSync(this.#file, bytes, at);
    });
  }

  #attempt<Result>(action: () => Result): Result {
    try {
      return action();
    } catch (cause) {
      const reason = writeReason(cause);
      throw fault(fileErrors.unwritableFile, { path: this.path, reason }, { cause });
    }
  }
}

/** A file to write, in pieces. */
export interface StreamedFile {
  readonly path: string;
  /** What errors call it. */
  readonly shown: string;
  readonly pieces: Iterable<Uint8Array>;
}

/**
 * Writes files piece by piece, all or none. An existing file may be replaced only by the same bytes, unless `force`.
 * @throws WeightkitError WK112, WK114, and what making a piece throws
 */
export async function writeStreams(
  files: readonly StreamedFile[],
  { force }: { readonly force: boolean },
): Promise<void> {
  const streams: FileStream[] = [];
  const same: StreamedFile[] = [];
  try {
    for (const file of files) {
      const stream = new FileStream(file.path);
      streams.push(stream);
      if (!(await fill(stream, file, force))) throw wouldOverwrite(files, same);
      same.push(file);
    }
    for (const stream of streams) stream.finish();
  } finally {
    for (const stream of streams) stream.abandon();
  }
}

/** Fills a stream; false as soon as it turns out that a file with other bytes exists. */
async function fill(
  stream: FileStream,
  { path, pieces }: StreamedFile,
  force: boolean,
): Promise<boolean> {
  const standing = force ? null : StandingFile.at(path);
  let written = 0;
  try {
    for (const piece of pieces) {
      if (standing?.goesOn(piece) === false) return false;
      stream.write(piece);
      written += 1;
      // So that Ctrl-C takes effect.
      if (written % BREATH === 0) await setImmediate();
    }
    return standing?.over !== false;
  } finally {
    standing?.close();
  }
}

function wouldOverwrite(
  files: readonly StreamedFile[],
  same: readonly StreamedFile[],
): WeightkitError {
  const lost = files.filter((file) => !same.includes(file) && existsSync(file.path));
  return fault(fileErrors.wouldOverwrite, { files: lost.map(({ shown }) => shown) });
}
