import type { Host } from "../host/host.js";

/** What a file descriptor is: a stream, or the one folder that a node opens for its guest. */
export type Opened = "stdin" | "stdout" | "stderr" | "root";

/** The open file descriptors of a run: 0 to 3 at its start. */
export class FileTable {
  readonly #open = new Map<number, Opened>();
  #changed = true;
  /** Bytes of stdin already read. */
  stdinPosition = 0;

  constructor(host: Host) {
    host.resets.push(() => {
      this.#reset();
    });
    this.#reset();
  }

  get(fd: number): Opened | undefined {
    return this.#open.get(fd);
  }

  close(fd: number): boolean {
    this.#changed = true;
    return this.#open.delete(fd);
  }

  /** Makes `to`, open or not, what `from` was; false when `from` is not open. */
  renumber(from: number, to: number): boolean {
    const opened = this.#open.get(from);
    if (opened === undefined) return false;
    this.#changed = true;
    this.#open.delete(from);
    this.#open.set(to, opened);
    return true;
  }

  #reset(): void {
    this.stdinPosition = 0;
    if (!this.#changed) return;
    this.#changed = false;
    this.#open.clear();
    this.#open.set(0, "stdin").set(1, "stdout").set(2, "stderr").set(3, "root");
  }
}
