import { HOSTS } from "@weightkit/testkit/internal/chain/hosts/hosts";
import { describe, expect, it } from "vitest";
import { chainOptions } from "../../src/commands/replay/options.js";
import type { Option } from "../../src/core/command.js";

const options: readonly Option[] = chainOptions;

/** What each option disturbs, by the name that a host's `disturbances` has for it. */
const DISTURBING = {
  late: "late",
  skip: "skip",
  outage: "outages",
  "no-demand": "noDemand",
} as const;

const refusedBy = (name: string): string[] => {
  const { conflicts = [] } = options.find((option) => option.name === name) ?? {};
  return conflicts
    .filter(({ option }) => option === "profile")
    .map(({ value }) => String(value))
    .sort();
};

describe("options that a host does not know are refused under it", () => {
  it.each(Object.entries(DISTURBING))("--%s", (name, disturbance) => {
    const without = Object.values(HOSTS).filter(
      ({ disturbances }) => !disturbances.some((known) => known === disturbance),
    );
    expect(refusedBy(name)).toEqual(without.map((host) => host.name).sort());
  });

  it("--single-runs", () => {
    const without = Object.values(HOSTS).filter(({ secondRuns }) => !secondRuns);
    expect(refusedBy("single-runs")).toEqual(without.map(({ name }) => name));
  });
});
