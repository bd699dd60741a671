import type { Host } from "../host/host.js";

/** What a file descriptor is. There are no others: no file system is granted. */
export type Stream = "stdin" | "stdout" | "stderr";

/** The open file descriptors of a run: 0, 1, 2 at its start. */
export class FileTable {
  private readonly open = new Map<number, Stream>();
  /** Bytes of stdin already read. */
  stdinPosition = 0;

  constructor(host: Host) {
    host.resets.push(() => {
      this.reset();
    });
    this.reset();
  }

  get(fd: number): Stream | undefined {
    return this.open.get(fd);
  }

  close(fd: number): boolean {
    return this.open.delete(fd);
  }

  /** Makes `to` what `from` was; false when either is not open. */
  renumber(from: number, to: number): boolean {
    const stream = this.open.get(from);
    if (stream === undefined || !this.open.has(to)) return false;
    this.open.delete(from);
    this.open.set(to, stream);
    return true;
  }

  private reset(): void {
    this.stdinPosition = 0;
    if (this.open.size !== 3) this.open.clear();
    this.open.set(0, "stdin").set(1, "stdout").set(2, "stderr");
  }
}
