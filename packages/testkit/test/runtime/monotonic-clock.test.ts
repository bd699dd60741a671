import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { casePath } from "../../../../test/support/inputs.js";
import { logicFromBytes } from "../../src/logic/load.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { runWat, textOf } from "../support/run.js";

const hasGo = spawnSync("go", ["version"]).error === undefined;

describe("the monotonic clock (case monotonic-clock)", () => {
  it("does not read 0", () => {
    const text = readFileSync(casePath("monotonic-clock/clock.wat"), "utf8");
    expect(runWat(text)).toMatchObject({ exitCode: 0, failure: null });
  });

  // Compiling Go's standard library for the first time takes a while.
  it.runIf(hasGo)("lets Go's own compiler's programs start", { timeout: 240_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), "weightkit-go-"));
    try {
      const out = join(folder, "g.wasm");
      const cwd = casePath("monotonic-clock");
      const env = { ...process.env, GOOS: "wasip1", GOARCH: "wasm", GOFLAGS: "-mod=mod" };
      const built = spawnSync("go", ["build", "-o", out, "."], { cwd, env });
      expect(built.stderr.toString()).toBe("");
      const limits = { ...DEFAULT_LIMITS, fuel: null };
      const outcome = v8Engine
        .prepare(logicFromBytes("g", readFileSync(out)), { limits, metered: true })
        .run({ ...nothingAsked, stdin: readFileSync(casePath("monotonic-clock/payload.json")) });
      expect(outcome.failure).toBeNull();
      const printed: unknown = JSON.parse(textOf(outcome.stdout));
      expect(printed).toMatchObject({ type: "weights" });
      expect(Object.values(Reflect.get(Object(printed), "weights") as object)).toEqual(["1"]);
      expect(outcome.notes).toEqual([
        expect.stringContaining("randomness"),
        expect.stringContaining("proc_exit(0)"),
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
