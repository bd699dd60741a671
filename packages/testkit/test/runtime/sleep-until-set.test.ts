import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { sleepUntilSet } from "../../src/runtime/http/sleep-until-set.js";

/** Wakes whoever sleeps without a reason, many times, and only then sets the signal. */
const WAKER = `
const signal = new Int32Array(require("node:worker_threads").workerData);
const pause = new Int32Array(new SharedArrayBuffer(4));
for (let i = 0; i < 20; i += 1) {
  Atomics.wait(pause, 0, 0, 5);
  Atomics.notify(signal, 0);
}
Atomics.store(signal, 0, 1);
Atomics.notify(signal, 0);
`;

test("a wake-up meant for the answer before is not taken for this one's", async () => {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const waker = new Worker(WAKER, { eval: true, workerData: signal.buffer });
  const ended = new Promise((done) => waker.once("exit", done));
  sleepUntilSet(signal, 60_000);
  expect(Atomics.load(signal, 0)).toBe(1);
  await ended;
});

test("nobody who wakes is waited for without end", () => {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  sleepUntilSet(signal, 20);
  expect(Atomics.load(signal, 0)).toBe(0);
});
