import { describe, expect, it } from "vitest";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { start } from "../support/run.js";
import { watLogic } from "../support/wat.js";

// V8 looks for a request to end the run only every ten thousand turns or so of a loop without calls. A turn that fills
// 60 MB takes milliseconds, so that this run would go on for half a minute.
describe("bulk operators", () => {
  const SLOW = "(i32.const 60000000)";
  const setUp = "(drop (memory.grow (i32.const 1000)))";
  it.each([
    ["fill", `(loop (memory.fill (i32.const 0) (i32.const 7) ${SLOW}) (br 0))`],
    ["copy", `(loop (memory.copy (i32.const 1) (i32.const 0) ${SLOW}) (br 0))`],
  ])("memory.%s in a loop ends soon after the time is up", (_name, loop) => {
    const limits = { ...DEFAULT_LIMITS, fuel: null, milliseconds: 50 };
    const prepared = v8Engine.prepare(watLogic(start(setUp + loop)), { limits, metered: true });
    // Time of the processor: others may use it too.
    const before = process.cpuUsage();
    expect(prepared.run(nothingAsked)).toMatchObject({ exitCode: 15, failure: { code: "WK431" } });
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(5_000_000);
  });
});
