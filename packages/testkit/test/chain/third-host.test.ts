import { expect, it, vi } from "vitest";
import type { Host } from "../../src/chain/hosts/host.js";
import type * as Hosts from "../../src/chain/hosts/hosts.js";
import { HOSTS } from "../../src/chain/hosts/hosts.js";
import { otherHosts } from "../../src/replay/other-hosts.js";
import { payloadText } from "../../src/testing/round-input.js";
import { fakeLogic, replay } from "../replay/fake-logic.js";
import { only } from "../replay/histories.js";
import { plan } from "../replay/replay-plan.js";

// A host is a value. This one is the chain without second runs, and with a payload that nobody else has.
vi.mock("../../src/chain/hosts/hosts.js", async (original) => {
  const hosts = await original<typeof Hosts>();
  const { chain } = hosts.HOSTS;
  const third: Hosts.HostName = "seed";
  const payloads = () => {
    const source = chain.payloads();
    const added: string[] = [];
    return {
      add: (addresses: readonly string[]) => {
        added.push(...addresses);
        source.add(addresses);
      },
      write: () =>
        new TextEncoder().encode(
          JSON.stringify({ inferences: [], latest_weights: {}, workers: added }),
        ),
    };
  };
  const host: Host = {
    ...{ ...chain, name: "third", integers: false, payloadHolds: "names alone", payloads },
    secondRuns: false,
    rounds: (input) => chain.rounds({ ...input, singleRuns: true }),
  };
  return { ...hosts, HOSTS: { chain, [third]: host } };
});

it("a third host needs nothing but its own value: replay, tests of logic and the report follow it", () => {
  const logic = fakeLogic(() => '{"type":"weights","weights":{}}');
  const facts = [...replay(plan(logic, { profile: "seed", singleRuns: false }))];
  expect(only(facts, "round")).not.toHaveLength(0);
  expect(only(facts, "second")).toEqual([]);
  const first = new TextDecoder().decode(logic.seen[0]?.request.stdin);
  expect(first).toBe('{"inferences":[],"latest_weights":{},"workers":["b","a","reputer"]}');
  const input = { sets: [{ timestamp: 1, inferences: { w: 2.5 } }], profile: "seed" } as const;
  expect(payloadText(input)).toBe('{"inferences":[],"latest_weights":{},"workers":["w"]}');
  const met = {
    ...{ rounds: 3, secondRuns: 3, failedButSubmitted: 0, overdueSets: 0, unseenSets: 0 },
    ...{ fractions: 0, attached: 0, reputers: 1, rewards: false },
  };
  expect(otherHosts(HOSTS.chain, met)).toEqual([
    { host: "third", differences: ["no second runs (here 3)", "names alone"] },
  ]);
});
