import { describe, expect, it } from "vitest";
import { HOSTS } from "../../src/chain/hosts/hosts.js";
import { otherHosts, type HostSensitive } from "../../src/replay/other-hosts.js";

const { chain, seed } = HOSTS;
const NOTHING: HostSensitive = {
  ...{ rounds: 0, secondRuns: 0, failedButSubmitted: 0, overdueSets: 0, unseenSets: 0 },
  ...{ fractions: 0, attached: 0, reputers: 1, rewards: false },
};
const ALL: HostSensitive = {
  ...{ rounds: 1, secondRuns: 2, failedButSubmitted: 1, overdueSets: 1, unseenSets: 2 },
  ...{ fractions: 1, attached: 2, reputers: 2, rewards: true },
};
const always = { chain: [chain.payloadHolds], seed: [seed.payloadHolds] };

describe("how other hosts would have differed", () => {
  it("is what each does otherwise with what occurred", () => {
    expect(otherHosts(chain, ALL)).toEqual([
      {
        host: "seed",
        differences: [
          "no second runs (here 2)",
          "1 inference kept with fractions",
          "extra_data and proof of 2 inferences in the payload",
          "1 set truncated before a late run",
          "1 failed run not stored",
          ...[seed.payloadHolds, seed.severalReputers, seed.money],
        ],
      },
    ]);
    expect(otherHosts(seed, { ...ALL, failedButSubmitted: 0 })).toEqual([
      {
        host: "chain",
        differences: [
          "a second run after each of 1 due run",
          "1 inference rounded to whole numbers",
          "extra_data and proof of 2 inferences not in the payload",
          "2 sets seen that no run saw here",
          ...[chain.payloadHolds, chain.severalReputers, chain.money],
        ],
      },
    ]);
  });

  it("is little where none of it occurred", () => {
    expect(otherHosts(chain, NOTHING)).toEqual([{ host: "seed", differences: always.seed }]);
    expect(otherHosts(seed, NOTHING)).toEqual([
      { host: "chain", differences: ["a second run after each of 0 due runs", ...always.chain] },
    ]);
  });

  it("is nothing but texts where the other does the same", () => {
    const met = { ...ALL, reputers: 1, rewards: false };
    const [asChain] = otherHosts({ ...chain, name: "new" }, met);
    expect(asChain).toEqual({ host: "chain", differences: always.chain });
    const [, asSeed] = otherHosts({ ...seed, name: "new" }, met);
    expect(asSeed).toEqual({ host: "seed", differences: always.seed });
  });
});
