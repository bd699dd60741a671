import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepThreads } from "@weightkit/testkit/internal/threads/spare-threads";
import { afterAll, onTestFinished } from "vitest";
import { main } from "../../src/main.js";
import type { Ask, Sink } from "../../src/ui/io.js";

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Record<string, string>;
  readonly tty?: boolean;
  readonly ask?: Ask;
  /** When the process is asked to end; at once when left out. */
  readonly ended?: Promise<void>;
}

/** A new empty folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "weightkit-test-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A new empty folder for all tests of a file. */
export function keptFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "weightkit-test-"));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Runs a command line in process and collects what it wrote. */
export async function weightkit(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliResult> {
  const { cwd = process.cwd(), stdin = "", env = {}, tty = false, ask = null } = options;
  const { ended = Promise.resolve() } = options;
  // Command lines share threads, whichever test runs them. Vitest ends this process by a signal, so that nothing has to end them.
  keepThreads();
  const out = new Collected(tty);
  const err = new Collected(tty);
  const code = await main(args, {
    stdout: out,
    stderr: err,
    stdin: { isTTY: tty, read: () => Promise.resolve(Buffer.from(stdin)) },
    cwd,
    env,
    now: () => 0,
    signals: false,
    ended: () => ended,
    ask,
  });
  return { code, stdout: out.text, stderr: err.text };
}

class Collected implements Sink {
  readonly columns = 80;
  readonly #chunks: Uint8Array[] = [];
  constructor(readonly isTTY: boolean) {}
  write(data: string | Uint8Array): void {
    this.#chunks.push(typeof data === "string" ? Buffer.from(data) : data);
  }
  get text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}
