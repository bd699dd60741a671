import { spawn } from "node:child_process";
import type { Limits } from "../limits.js";

/** How a process ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** The limit that ended it, or null. */
  readonly limit: "time" | "stdout" | "stderr" | null;
}

export interface ProcessRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Uint8Array;
  readonly limits: Pick<Limits, "milliseconds" | "stdoutBytes" | "stderrBytes">;
}

/** Runs a program to its end, or until it exceeds a limit. @throws Error as Node's `spawn` when it cannot be started */
export function runProcess(run: ProcessRun): Promise<Ended> {
  const { command, args, cwd, env, stdin, limits } = run;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: "pipe" });
    let limit: Ended["limit"] = null;
    const stop = (reached: Ended["limit"]): void => {
      limit ??= reached;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => {
      stop("time");
    }, limits.milliseconds);
    const gather = (stream: "stdout" | "stderr", most: number): (() => Buffer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      child[stream].on("data", (chunk: Buffer) => {
        if (size + chunk.length > most) stop(stream);
        else chunks.push(chunk);
        size += chunk.length;
      });
      return () => Buffer.concat(chunks);
    };
    const stdout = gather("stdout", limits.stdoutBytes);
    const stderr = gather("stderr", limits.stderrBytes);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve({ status, stdout: stdout(), stderr: stderr(), limit });
    });
    // A program that ends before it has read its stdin breaks the pipe.
    child.stdin.on("error", () => undefined);
    child.stdin.end(stdin);
  });
}
