import { closeSync, openSync, readSync } from "node:fs";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";

/** A file that exists where another is about to be written, compared with it piece by piece. */
export class StandingFile {
  readonly #file: number | null;
  readonly #length: number;
  #at = 0;
  #buffer = new Uint8Array(0);

  /** @returns null when there is nothing that could be lost; a folder is left for the write to refuse */
  static at(path: string): StandingFile | null {
    const found = pathStatus(path);
    return found?.isFile() === true ? new StandingFile(path, found.size) : null;
  }

  private constructor(path: string, length: number) {
    this.#length = length;
    try {
      this.#file = openSync(path, "r");
    } catch {
      this.#file = null;
    }
  }

  /** Whether the file goes on with `piece`; one that cannot be read does not. */
  goesOn(piece: Uint8Array): boolean {
    if (this.#file === null) return false;
    if (this.#buffer.length < piece.length) this.#buffer = new Uint8Array(piece.length);
    let read = 0;
    while (read < piece.length) {
      const more = readSync(this.#file, this.#buffer, read, piece.length - read, this.#at + read);
      if (more === 0) return false;
      read += more;
    }
    this.#at += read;
    return Buffer.compare(this.#buffer.subarray(0, read), piece) === 0;
  }

  /** Whether the file ends here. */
  get over(): boolean {
    return this.#at === this.#length;
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
  }
}
