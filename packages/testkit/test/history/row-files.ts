import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { readHistory, type HistorySource } from "../../src/history/read-history.js";

export const INFERENCES = "timestamp,worker,value\n100,a,1\n";
export const TRUTH = "timestamp,value,available_at\n";

/** `code file row field message` of a fault. */
export type FaultRow = readonly [
  string,
  string | undefined,
  number | undefined,
  string | undefined,
  string,
];

/** A folder for the histories of one file of tests, removed after them. */
export class RowFiles {
  readonly folder = mkdtempSync(join(tmpdir(), "rows-"));

  constructor() {
    afterAll(() => {
      rmSync(this.folder, { recursive: true });
    });
  }

  put(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  read(
    inferences: string | Uint8Array,
    truth: string | Uint8Array | null = null,
    more: Partial<HistorySource> = {},
  ): ReturnType<typeof readHistory> {
    return readHistory({
      inferences: this.put("in.csv", inferences),
      truth: truth === null ? null : this.put("truth.csv", truth),
      ...more,
    });
  }

  /** All faults. */
  async faultsOf(promise: Promise<unknown>): Promise<FaultRow[]> {
    const error: unknown = await promise.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof WeightkitError)) throw new Error(`no fault: ${String(error)}`);
    return [error, ...error.others].map(({ code, place, message }): FaultRow => {
      const file = place?.file?.slice(this.folder.length + 1);
      return [code, file, place?.row, place?.field, message];
    });
  }

  /** Codes and rows of all faults. */
  async codesOf(promise: Promise<unknown>): Promise<string[]> {
    return (await this.faultsOf(promise)).map(([code, , row]) => `${code} ${String(row)}`);
  }
}
