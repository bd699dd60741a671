// Runs command lines of `weightkit` for ask.mjs, each with its own folder, variables and streams, in one process that has the
// command's modules and its compiler loaded. Its parent gets a message with where it listens.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [, , script = ""] = process.argv;
const { endSpareThreads, keepThreads, main } = await import(pathToFileURL(script).href);
const folder = mkdtempSync(join(tmpdir(), "weightkit-served-"));
const address = join(folder, "socket");

keepThreads();
const server = createServer((socket) => {
  socket.on("error", () => socket.destroy());
  createInterface({ input: socket }).once("line", (line) => {
    const { argv, cwd, env } = JSON.parse(line);
    const send = (/** @type {object} */ message) => socket.write(`${JSON.stringify(message)}\n`);
    const sink = (/** @type {"stdout" | "stderr"} */ stream) => ({
      isTTY: false,
      columns: Number(env.COLUMNS ?? 80),
      write: (/** @type {string | Uint8Array} */ data) =>
        void send({ stream, data: Buffer.from(data).toString("base64") }),
    });
    const io = {
      stdout: sink("stdout"),
      stderr: sink("stderr"),
      stdin: { isTTY: false, read: () => Promise.resolve(new Uint8Array()) },
      cwd,
      env,
      now: () => performance.now(),
      signals: false,
      ask: null,
      ended: () => Promise.resolve(),
    };
    main(argv, io).then(
      (/** @type {number} */ code) => socket.end(`${JSON.stringify({ code })}\n`),
      (/** @type {unknown} */ error) => socket.destroy(error instanceof Error ? error : undefined),
    );
  });
});
server.listen(address, () => process.send?.(address));
process.once("disconnect", () => void endSpareThreads().finally(() => process.exit()));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
