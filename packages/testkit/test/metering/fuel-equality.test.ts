import { describe, expect, it } from "vitest";
import type { CostModel } from "../../src/metering/cost-model.js";
import { instrument } from "../../src/metering/instrument.js";
import { corpus, stdinOf, wasmOf } from "./corpus.js";
import { AMPLE, runMetered } from "./guest.js";
import { wasm } from "./wasm.js";
import { switchOnNewerWasm } from "./newer-wasm.js";

switchOnNewerWasm();

/** Limits worth trying: both ends, around the decisive one and the total, and some in between. */
function limits(least: number, total: number): number[] {
  const chosen = new Set<number>();
  for (const centre of [0, least, total])
    for (let step = -3; step <= 3; step += 1) chosen.add(centre + step);
  for (let part = 1; part < 16; part += 1) chosen.add(Math.floor((least * part) / 16));
  return [...chosen].filter((limit) => limit >= 0);
}

describe.each<CostModel>(["classic", "2026"])(
  "fuel, cost model %s, against wasmtime",
  (costModel) => {
    it.each(corpus.modules.map((module) => [module.name, module] as const))("%s", (_, entry) => {
      const expected = entry[costModel];
      if ("invalid" in expected) {
        expect(expected.invalid).not.toBe("");
        return;
      }
      const metered = instrument(wasmOf(entry), { costModel, maxMemoryPages: null, meter: true });
      const module = new wasm.Module(metered.bytes);
      const stdin = stdinOf(entry);
      const { least, ...outcome } = expected;
      const run = (limit: number) =>
        runMetered(module, metered, limit, stdin, { trap: outcome.verdict });
      expect(run(AMPLE)).toEqual(outcome);
      for (const limit of limits(least, outcome.fuel)) {
        const verdict = limit < least ? "fuel" : outcome.verdict;
        const fuel = verdict === "fuel" ? limit : Math.min(limit, outcome.fuel);
        expect({ limit, ...pick(run(limit)) }).toEqual({ limit, verdict, fuel });
      }
    });
  },
);

function pick({ verdict, fuel }: { verdict: string; fuel: number }) {
  return { verdict, fuel };
}
