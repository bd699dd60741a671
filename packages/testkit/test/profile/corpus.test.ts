import { describe, expect, it } from "vitest";
import type { CostModel } from "../../src/metering/cost-model.js";
import { instrument } from "../../src/metering/instrument.js";
import type { Profile } from "../../src/profile/profile.js";
import { ProfileRecorder } from "../../src/profile/recorder.js";
import { corpus, stdinOf, wasmOf } from "../metering/corpus.js";
import { AMPLE, runMetered } from "../metering/guest.js";
import { wasm } from "../metering/wasm.js";
import { switchOnNewerWasm } from "../metering/newer-wasm.js";

switchOnNewerWasm();

function sum(parts: readonly { readonly fuel: number }[]): number {
  return parts.reduce((total, { fuel }) => total + fuel, 0);
}

describe.each<CostModel>(["classic", "2026"])(
  "profiles of the corpus, cost model %s",
  (costModel) => {
    it.each(corpus.modules.map((module) => [module.name, module] as const))("%s", (_, entry) => {
      const measured = entry[costModel];
      if ("invalid" in measured) {
        expect(measured.invalid).not.toBe("");
        return;
      }
      const options = { costModel, maxMemoryPages: null, meter: true, profile: true } as const;
      const metered = instrument(wasmOf(entry), options);
      if (metered.profile === null) expect.fail("no plan");
      const recorder = new ProfileRecorder(metered.profile, BigInt(AMPLE));
      const found: Profile[] = [];
      const { least, ...expected } = measured;
      const module = new wasm.Module(metered.bytes);
      const outcome = runMetered(module, metered, AMPLE, stdinOf(entry), {
        trap: expected.verdict,
        attach: (exports) => {
          recorder.attach(exports);
        },
        finish: (left) => found.push(recorder.finish(left)),
      });
      // What a run does and costs is not changed by watching it.
      expect(outcome).toEqual(expected);
      expect(least).toBeGreaterThan(0);
      const [profile] = found;
      if (profile === undefined) expect.fail("no profile");
      expect(profile.fuel).toBe(expected.fuel);
      expect(sum(profile.calls)).toBe(expected.fuel);
      const startUp = profile.calls[0]?.fuel ?? 0;
      const selves = profile.functions.reduce((total, { self }) => total + self, 0);
      expect(selves + startUp).toBe(expected.fuel);
      // A trap loses what was charged since the last call: wasmtime does not report it either.
      if (expected.verdict === "done") expect(sum(profile.operators) + startUp).toBe(expected.fuel);
      else expect(sum(profile.operators) + startUp).toBeGreaterThanOrEqual(expected.fuel);
      expect(profile.folded).toBe(false);
    });
  },
);
