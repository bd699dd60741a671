// Jobs for the tests of the worker pool.
import { threadId } from "node:worker_threads";
import { logicErrors } from "@weightkit/testkit/internal/errors/logic-errors";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";

/** Reports three messages and doubles its input. */
export async function echo(n, { send }) {
  for (let i = 0; i < 3; i += 1) send(`${n}:${i}`);
  await Promise.resolve();
  return n * 2;
}

export function fail() {
  throw fault(logicErrors.missing, { path: "x" }, { place: { file: "x" } });
}

export function hang(_input, { heartbeat }) {
  heartbeat.begin();
  for (;;);
}

export function die() {
  process.exit(3);
}

/** Records, in memory that is shared, when its thread has nothing left to do. */
export function endOfThread(shared) {
  process.once("beforeExit", () => Atomics.store(shared, 0, 1));
}

/** Begins run after run, endlessly. */
export function endless(_input, { heartbeat, send }) {
  send("begun");
  for (;;) {
    heartbeat.begin();
    heartbeat.end();
  }
}

export function whichThread() {
  return threadId;
}

/** Sends `messages` numbers and counts in `shared` how many it has sent. */
export function counted({ messages, shared }, { send }) {
  for (let i = 0; i < messages; i += 1) {
    send(i);
    Atomics.add(shared, 0, 1);
  }
}

const seen = new Set();

/** How many different objects this thread was given to keep so far, and a value of the present one. */
export function keepsIt(_input, { kept }) {
  seen.add(kept);
  return [seen.size, kept.value];
}
