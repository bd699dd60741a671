import { performance } from "node:perf_hooks";
import { isatty } from "node:tty";
import type { Ask, Io, Sink } from "./io.js";

/** The real process. A reader that goes away (EPIPE) ends the output, not the command. */
export function processIo(): Io {
  const terminal = process.stdin.isTTY && process.stderr.isTTY && process.env["CI"] === undefined;
  return {
    stdout: sinkOf(process.stdout),
    stderr: sinkOf(process.stderr),
    stdin: { isTTY: isatty(process.stdin.fd), read: readStdin },
    cwd: process.cwd(),
    env: process.env,
    now: () => performance.now(),
    ask: terminal ? lazyAsk : null,
  };
}

function sinkOf(stream: NodeJS.WriteStream & { fd: number }): Sink {
  let open = true;
  // Not `stream.isTTY`: it is undefined, not false, in a pipe, and picocolors then decides by the environment.
  const isTTY = isatty(stream.fd);
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EOF") throw error;
    open = false;
  });
  return {
    isTTY,
    get columns() {
      return isTTY ? stream.columns : 80;
    },
    write(data) {
      if (open) stream.write(data);
    },
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const lazyAsk: Ask = {
  text: async (question, fallback, check) =>
    (await import("./ask.js")).askText(question, fallback, check),
  choose: async (question, choices) => (await import("./ask.js")).askChoice(question, choices),
};
