// What `weightkit serve` can take: absolute error as allora-offchain-node asks for it, over kept connections.
//
//   node bench/serve.mjs [--seconds N] [--json]
//
// The server is a process pinned to one core where `taskset` is there; the clients are in this one. First it is loaded as fast as 16
// clients can, which gives requests a second, by the clock and by the server's own processor time (which other programs do not
// change). Then 2,000 requests a second come at fixed times, whether or not earlier ones were answered, and a request's time counts
// from when it was due. Last, 10,000 connections on which nothing comes are open while it answers.
//
// Bars: 2,000 requests a second of processor time of one core, p99 below 10 ms at 2,000 a second, and an answer among 10,000 connections.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import wabt from "wabt";

const BIN = fileURLToPath(new URL("../packages/cli/bin/weightkit.js", import.meta.url));
const CLIENTS = 16;
const RATE = 2000;
const CONNECTIONS = 10_000;
const BARS = { perCoreSecond: 2000, p99: 10 };
const at = process.argv.indexOf("--seconds");
const SECONDS = at === -1 ? 5 : Number(process.argv[at + 1]);

const ABSOLUTE = `(module
  (func (export "calculate") (param f64 f64) (result f64)
    (f64.abs (f64.sub (local.get 0) (local.get 1))))
  (func (export "is_never_negative") (result i32) (i32.const 1)))`;
const BODY = JSON.stringify({ options: { loss_method: "abse" }, y_pred: "1000", y_true: "1010.5" });
const REQUEST = `POST /calculate HTTP/1.1\r\nHost: loss\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;
const ANSWER = '{"loss":"10.5"}';

const folder = mkdtempSync(join(tmpdir(), "weightkit-bench-"));
const pinned = spawnSync("taskset", ["-c", "0", "true"]).status === 0;
writeFileSync(
  join(folder, "loss.wasm"),
  (await wabt()).parseWat("loss.wat", ABSOLUTE).toBinary({}).buffer,
);
const command = [process.execPath, BIN, "serve", "loss.wasm", "--loss-method", "abse"];
command.push("--port", "0", "--json", "--connections", String(CONNECTIONS + 100));
const [program, ...args] = pinned ? ["taskset", "-c", "0", ...command] : command;
const server = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
try {
  const { url } = await firstDocument(server.stdout);
  const port = Number(new URL(url).port);
  await load(port, 1);
  const fast = await load(port, SECONDS);
  const steady = await steadily(port, SECONDS);
  const crowded = await amongMany(port);
  const result = { pinned, ...fast, p50: steady.p50, p99: steady.p99, ...crowded };
  if (process.argv.includes("--json")) console.log(JSON.stringify(result));
  else print(result);
  const missed = [
    ...(fast.perCoreSecond < BARS.perCoreSecond ? ["requests a second of a core"] : []),
    ...(steady.p99 >= BARS.p99 ? ["p99"] : []),
    ...(crowded.answered ? [] : ["an answer among many connections"]),
  ];
  if (missed.length > 0) console.error(`Missed: ${missed.join(", ")}`);
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  server.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}

function print({ pinned, perSecond, perCoreSecond, p50, p99, connections, answered }) {
  const whole = (number) => Math.round(number).toLocaleString("en-US");
  console.log(`server ${pinned ? "on one core" : "not pinned: there is no taskset"}`);
  console.log(`${whole(perSecond)} requests a second by the clock, ${CLIENTS} clients`);
  console.log(`${whole(perCoreSecond)} a second of processor time (bar ${BARS.perCoreSecond})`);
  console.log(
    `at ${RATE} a second: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (bar ${BARS.p99})`,
  );
  console.log(`${whole(connections)} idle connections: ${answered ? "answers" : "no answer"}`);
}

/** The stream stays open: the server would notice that its reader went away. */
function firstDocument(stream) {
  return new Promise((done, fail) => {
    let text = "";
    stream.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
      if (/\}\s*$/.test(text)) done(JSON.parse(text));
    });
    stream.once("end", () => fail(new Error("the server ended")));
  });
}

async function processorSeconds(port) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^process_cpu_seconds_total ([\d.]+)$/m.exec(text)[1]);
}

/** A kept connection: `ask` sends a request and calls back with its answer's text. */
function client(port) {
  const socket = connect(port, "127.0.0.1").setNoDelay();
  const waiting = [];
  let received = "";
  socket.setEncoding("utf8").on("data", (text) => {
    received += text;
    for (let end = received.indexOf(ANSWER); end !== -1; end = received.indexOf(ANSWER)) {
      received = received.slice(end + ANSWER.length);
      waiting.shift()();
    }
  });
  return {
    ask: (done) => {
      waiting.push(done);
      socket.write(REQUEST);
    },
    idle: () => waiting.length === 0,
    close: () => socket.destroy(),
  };
}

async function load(port, seconds) {
  const before = await processorSeconds(port);
  const begun = performance.now();
  let answers = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const one = client(port);
      while (performance.now() - begun < seconds * 1000) {
        await new Promise((done) => one.ask(done));
        answers += 1;
      }
      one.close();
    }),
  );
  const elapsed = (performance.now() - begun) / 1000;
  const used = (await processorSeconds(port)) - before;
  return { perSecond: answers / elapsed, perCoreSecond: answers / used };
}

async function steadily(port, seconds) {
  const clients = Array.from({ length: 4 * CLIENTS }, () => client(port));
  const times = [];
  const begun = performance.now();
  const total = RATE * seconds;
  let sent = 0;
  await new Promise((done) => {
    const tick = () => {
      const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * RATE));
      for (; sent < due; sent += 1) {
        const wanted = begun + (sent / RATE) * 1000;
        const free = clients.find((one) => one.idle()) ?? clients[sent % clients.length];
        free.ask(() => {
          times.push(performance.now() - wanted);
          if (times.length === total) done();
        });
      }
      if (sent < total) setImmediate(tick);
    };
    tick();
  });
  for (const one of clients) one.close();
  times.sort((a, b) => a - b);
  const quantile = (part) => times[Math.floor(part * (times.length - 1))];
  return { p50: quantile(0.5), p99: quantile(0.99) };
}

async function amongMany(port) {
  const sockets = [];
  for (let opened = 0; opened < CONNECTIONS; opened += 500) {
    const some = Array.from({ length: 500 }, () => connect(port, "127.0.0.1"));
    await Promise.all(
      some.map(
        (socket) =>
          new Promise((done) => {
            socket.once("connect", done);
            socket.once("error", done);
          }),
      ),
    );
    sockets.push(...some);
  }
  const connections = sockets.filter((socket) => !socket.destroyed).length;
  const one = client(port);
  const answered = await Promise.race([
    new Promise((done) => one.ask(() => done(true))),
    new Promise((done) => setTimeout(() => done(false), 10_000)),
  ]);
  one.close();
  for (const socket of sockets) socket.destroy();
  return { connections, answered };
}
