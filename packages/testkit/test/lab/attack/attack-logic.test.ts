import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { ADVERSARIES } from "../../../src/lab/attack/adversaries.js";
import { attackLogic } from "../../../src/lab/attack/attack-logic.js";
import type { AttackResult } from "../../../src/lab/attack/attack-result.js";
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
  worker = 3,
  victim?: number,
): Promise<ReadonlyMap<string, AttackResult>> {
  const results = await attackLogic(
    {
      ...{ logic: template(name), seed: 1, env: {}, stdinMode: "blockless", singleRuns: true },
      ...{ permissions: ["https://data.example/"], route: { url, pointer: "/delay" } },
    },
    {
      ...{ pool, design: LADDER, worker, ...(victim === undefined ? {} : { victim }) },
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

  // The sixth worker, whose honest answers are worth less than the fourth's: under the smoothed errors the fourth could not gain more
  // than 1.6 by knowing the truth, since 1 / 7 is the largest share that one of eight can get. bench/attack/figures.mjs computes all
  // four without any WASM.
  test.each([
    ["ema-absolute-error", "traffic/101?at={timestamp}", "copy-median", 5, 1.8, 0.2],
    ["multiplicative-weights", "traffic/{timestamp}", "copy-median", 5, 17.5, 2.5],
    ["multiplicative-weights", "traffic/{timestamp}", "three-names", 3, 6.6, 0.5],
  ] as const)("under %s, %s: %s of worker %i gains %f points", async (...row) => {
    const [name, path, adversary, worker, points, tolerance] = row;
    const url = `https://data.example/${path}`;
    const result = (await attacked(name, url, [adversary], 12, worker)).get(adversary);
    expect(Math.abs((result?.gain.meanGain ?? NaN) * 100 - points)).toBeLessThan(tolerance);
  });

  test("a worker that runs a head node and falls silent halts the chain, and a node of one's own truth gains", async () => {
    const found = await attacked(
      "multiplicative-weights",
      "https://data.example/traffic/{timestamp}",
      ["honest", "halter", "lazy-reputer", "stake-whale"],
      3,
    );
    expect(found.get("honest")).toMatchObject({ verdict: "even", haltedWorlds: 0 });
    expect(found.get("halter")).toMatchObject({ verdict: "halts", haltedWorlds: 3 });
    expect(found.get("lazy-reputer")?.verdict).toBe("gains");
    expect(found.get("stake-whale")?.gain.meanGain).toBeGreaterThan(0.04);
  });

  test("what an adversary costs a named worker is paired by world, and 0 where it does nothing", async () => {
    const found = await attacked(
      "ema-absolute-error",
      "https://data.example/traffic/101?at={timestamp}",
      ["honest", "three-names", "collusion", "griefer"],
      3,
      3,
      7,
    );
    expect(found.get("honest")?.victimGain).toMatchObject({ meanGain: 0 });
    // Two more names of the fourth worker's skill take from everybody.
    expect(found.get("three-names")?.victimGain?.interval?.[1]).toBeLessThan(0);
    // One of those who collude is the eighth worker itself.
    expect(found.get("collusion")?.victimGain).toBeNull();
    expect(found.get("griefer")?.victimGain).not.toBeNull();
  });

  test("every figure follows from those of the worlds", async () => {
    const found = await attacked(
      "ema-absolute-error",
      "https://data.example/traffic/101?at={timestamp}",
      ["three-names", "drop-out"],
      4,
      3,
      7,
    );
    for (const { worlds, ...result } of found.values()) {
      const gains = worlds.shares.map((share, i) => share - (worlds.honestShares[i] ?? NaN));
      const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
      const mean = sum(gains) / 4;
      expect(result.gain.meanGain).toBeCloseTo(mean, 14);
      const squares = sum(gains.map((gain) => (gain - mean) ** 2));
      expect(result.gain.standardError).toBeCloseTo(Math.sqrt(squares / 3 / 4), 14);
      // The 0.975 quantile of Student's t of 3 degrees.
      const half = 3.1824463052842624 * Math.sqrt(squares / 12);
      expect(result.gain.interval?.[1]).toBeCloseTo(mean + half, 12);
      const harms = worlds.losses.map((loss, i) => (loss ?? NaN) / (worlds.honestLosses[i] ?? NaN));
      expect(result.damage).toBeCloseTo(sum(harms) / 4 - 1, 12);
      const victims = worlds.victim?.shares.map(
        (share, i) => share - (worlds.victim?.honestShares[i] ?? NaN),
      );
      expect(result.victimGain?.meanGain).toBeCloseTo(sum(victims ?? []) / 4, 14);
      const noticed = worlds.noticedAfter.filter((rounds) => rounds !== null);
      expect(result.noticedAfter).toBe(noticed.sort((a, b) => a - b)[1] ?? null);
    }
  });

  test("a logic that stores no weights cannot be attacked", async () => {
    await expect(
      attacked("ema-absolute-error", "https://elsewhere.example/{timestamp}", ["honest"], 2),
    ).rejects.toThrow(expect.objectContaining({ code: "WK660" }));
  });
});
