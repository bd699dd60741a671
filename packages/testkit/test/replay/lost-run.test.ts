import { describe, expect, it } from "vitest";
import { runtimeErrors } from "../../src/errors/runtime-errors.js";
import { fault } from "../../src/errors/weightkit-error.js";
import { lostRun, OnceOnly, runCounter, runsUntil } from "../../src/replay/lost-run.js";
import { commit, fakeLogic } from "./fake-logic.js";

describe("what a second replay gives", () => {
  it("is let through from where the first ended, whatever the batches of either", () => {
    const once = new OnceOnly();
    expect(once.fresh(["a", "b", "c"])).toEqual(["a", "b", "c"]);
    expect(once.fresh(["d"])).toEqual(["d"]);
    once.again();
    expect(once.fresh(["a", "b"])).toEqual([]);
    expect(once.fresh(["c", "d", "e"])).toEqual(["e"]);
    expect(once.fresh(["f", "g", "h"])).toEqual(["f", "g", "h"]);
    once.again();
    expect(once.fresh(["a", "b", "c", "d", "e", "f", "g", "h", "i"])).toEqual(["i"]);
  });
});

describe("runs around a lost one", () => {
  const stdin = Buffer.from('{"inferences":[],"latest_weights":{}}');
  const request = {
    ...{ stdin, env: {}, args: [], permissions: [], http: () => null, blockTime: 1, seed: 2 },
  };
  const error = fault(runtimeErrors.outOfTime, { milliseconds: 5 });

  it("are made before it, stand for what is left of it, and are not started after it", async () => {
    const logic = fakeLogic(() => commit({}));
    const begun = runCounter();
    const until = runsUntil(logic, begun, lostRun(2, error));
    const codes = [];
    for (let run = 0; run < 5; run += 1) {
      const { failure, exitCode } = await until.run(request);
      codes.push(failure === null ? exitCode : failure.code);
    }
    expect(codes).toEqual([0, 0, "WK431", "WK613", "WK613"]);
    expect(logic.seen).toHaveLength(2);
    expect(begun[0]).toBe(5);
  });
});
