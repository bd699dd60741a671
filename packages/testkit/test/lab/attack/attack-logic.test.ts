import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { ADVERSARIES } from "../../../src/lab/attack/adversaries.js";
import { type AttackResult, attackLogic } from "../../../src/lab/attack/attack-logic.js";
import { LADDER } from "../../../src/lab/attack/world.js";
import type { Logic } from "../../../src/logic/logic.js";
import { WorkerPool } from "../../../src/threads/pool.js";

const pool = new WorkerPool();
afterAll(async () => pool.close());

/** A template of the metering corpus, whose modules stand on their own. */
function template(name: string): Logic {
  const file = `../../metering/corpus/modules/template_${name}_weights_Oz.wasm.gz`;
  const bytes = gunzipSync(readFileSync(new URL(file, import.meta.url)));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { name, bytes, sha256, sourceMap: null, manifest: null };
}

async function attacked(
  name: string,
  url: string,
  names: readonly string[],
  worlds: number,
): Promise<ReadonlyMap<string, AttackResult>> {
  const results = await attackLogic(
    {
      ...{ logic: template(name), seed: 1, env: {}, stdinMode: "blockless", singleRuns: true },
      ...{ permissions: ["https://data.example/"], route: { url, pointer: "/delay" } },
    },
    {
      ...{ pool, design: LADDER, worker: 3 },
      seeds: Array.from({ length: worlds }, (_, seed) => seed + 1),
      adversaries: ADVERSARIES.filter((one) => names.includes(one.name)),
    },
  );
  return new Map(results.map((result) => [result.adversary.name, result]));
}

describe("the planted gains of the design", () => {
  test("under smoothed absolute errors three names gain 17.8 points, honesty exactly 0", async () => {
    const found = await attacked(
      "ema-absolute-error",
      "https://data.example/traffic/101?at={timestamp}",
      ["honest", "three-names", "unit-error"],
      4,
    );
    expect(found.get("honest")).toMatchObject({ verdict: "even", damage: 0 });
    expect(found.get("honest")?.gain.meanGain).toBe(0);
    const names = found.get("three-names");
    expect(names?.verdict).toBe("gains");
    expect(Math.abs((names?.gain.meanGain ?? NaN) * 100 - 17.8)).toBeLessThan(0.5);
    expect(Math.abs((names?.honestShare ?? NaN) * 100 - 12.7)).toBeLessThan(0.5);
    expect(Math.abs((names?.share ?? NaN) * 100 - 30.5)).toBeLessThan(0.5);
    expect(found.get("unit-error")?.verdict).toBe("loses");
  });

  test("a logic that stores no weights cannot be attacked", async () => {
    await expect(
      attacked("ema-absolute-error", "https://elsewhere.example/{timestamp}", ["honest"], 2),
    ).rejects.toThrow(expect.objectContaining({ code: "WK660" }));
  });
});
