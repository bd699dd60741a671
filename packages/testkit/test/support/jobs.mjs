// Jobs for the tests of the worker pool.
import { logicErrors } from "@weightkit/testkit/errors/logic-errors";
import { fault } from "@weightkit/testkit/errors/weightkit-error";

/** Tells three messages and doubles its input. */
export async function echo(n, { send }) {
  for (let i = 0; i < 3; i++) send(`${n}:${i}`);
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
