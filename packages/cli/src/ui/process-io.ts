import { performance } from "node:perf_hooks";
import { isatty } from "node:tty";
import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { fileErrors } from "../errors/file-errors.js";
import { gather, MAX_INPUT, reasonOf } from "../files/read.js";
import type { Ask, Io } from "./io.js";
import { processStdout, ProcessSink } from "./process-sink.js";

/** The real process. What can no longer be written ends the output, not the command: files that it writes are still whole. */
export interface ProcessIo extends Io {
  /** Why stdout could not be written to the end, or null. Final only when all is written. */
  readonly outputFailure: () => Promise<string | null>;
}

/** The folder that the process runs in; WK169 when it was removed meanwhile or may not be read. */
export function currentFolder(): string | WeightkitError {
  try {
    return process.cwd();
  } catch (error) {
    return fault(fileErrors.noCurrentFolder, { reason: reasonOf(error) }, { cause: error });
  }
}

/** @param cwd The folder that paths are taken relative to. */
export function processIo(cwd: string): ProcessIo {
  const stdout = processStdout();
  const stderr = new ProcessSink(process.stderr);
  const terminal = process.stdin.isTTY && process.stderr.isTTY && process.env["CI"] === undefined;
  return {
    stdout,
    stderr,
    outputFailure: async () => {
      const failure = await stdout.ended();
      if (failure === null) return null;
      return GONE.has(failure.code ?? "") ? "its reader went away" : reasonOf(failure);
    },
    stdin: { isTTY: isatty(process.stdin.fd), read: readStdin },
    cwd,
    env: process.env,
    now: () => performance.now(),
    signals: true,
    ended: asked,
    ask: terminal ? lazyAsk : null,
  };
}

/** The error codes of a pipe that nobody reads any more. */
const GONE = new Set(["EPIPE", "EOF", "ERR_STREAM_DESTROYED"]);

/** What asks a process to end, and the exit code of one that they ended. */
const ENDS = { SIGINT: 130, SIGTERM: 143 } as const;

function asked(): Promise<void> {
  return new Promise((resolve) => {
    for (const [signal, code] of Object.entries(ENDS)) {
      process.removeAllListeners(signal);
      process.once(signal, () => {
        process.once(signal, () => process.exit(code));
        resolve();
      });
    }
  });
}

function readStdin(): Promise<Uint8Array> {
  return gather(process.stdin, "the payload", MAX_INPUT.payload);
}

const lazyAsk: Ask = {
  text: async (question, fallback, check) =>
    (await import("./ask.js")).askText(question, fallback, check),
  choose: async (question, choices) => (await import("./ask.js")).askChoice(question, choices),
};
