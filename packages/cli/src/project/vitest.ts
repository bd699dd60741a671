import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { testErrors } from "../errors/test-errors.js";
import type { Io } from "../ui/io.js";

/**
 * The script that starts the project's own vitest.
 * @param directory the project's folder, absolute
 * @throws WeightkitError WK720
 */
export function findVitest(directory: string): string {
  try {
    const resolve = createRequire(join(directory, "package.json"));
    const manifest = resolve.resolve("vitest/package.json");
    const document: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    return join(dirname(manifest), scriptOf(document));
  } catch (cause) {
    throw fault(testErrors.noVitest, { directory }, { cause });
  }
}

function scriptOf(manifest: unknown): string {
  const bin = property(manifest, "bin");
  const script = typeof bin === "string" ? bin : property(bin, "vitest");
  if (typeof script !== "string") throw new Error("vitest's package.json names no script");
  return script;
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found;
}

export interface VitestRun {
  readonly script: string;
  readonly directory: string;
  readonly args: readonly string[];
  /** Variables besides the command's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether what vitest prints goes to stderr, since stdout is for something else. */
  readonly aside?: boolean;
}

/** Runs vitest once, its output being the command's; its exit code, or null when a signal ended it. */
export async function runVitest(
  { script, directory, args, env = {}, aside = false }: VitestRun,
  io: Io,
): Promise<number | null> {
  const child = spawn(process.execPath, [script, "run", ...args], {
    cwd: directory,
    env: { ...io.env, ...env },
    // In its own process the command lends vitest the terminal, with its colours and keys.
    stdio: io.signals ? ["inherit", aside ? 2 : 1, 2] : ["ignore", "pipe", "pipe"],
  });
  child.stdout?.on("data", (chunk: Uint8Array) => {
    (aside ? io.stderr : io.stdout).write(chunk);
  });
  child.stderr?.on("data", (chunk: Uint8Array) => {
    io.stderr.write(chunk);
  });
  return await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
}
