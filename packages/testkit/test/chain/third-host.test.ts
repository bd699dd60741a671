import { afterAll, beforeAll, expect, it } from "vitest";
import type { Host } from "../../src/chain/hosts/host.js";
import { HOSTS, type HostName } from "../../src/chain/hosts/hosts.js";
import { otherHosts } from "../../src/replay/other-hosts.js";
import { payloadText } from "../../src/testing/round-input.js";
import { fakeLogic, replay } from "../replay/fake-logic.js";
import { only } from "../replay/histories.js";
import { plan } from "../replay/replay-plan.js";

/** A host is a value. This one is the chain without second runs, and with a payload that nobody else has. */
const third: Host = {
  ...{ ...HOSTS.chain, name: "third", integers: false, payloadHolds: "names alone" },
  secondRuns: false,
  rounds: (input) => HOSTS.chain.rounds({ ...input, singleRuns: true }),
  payloads: () => {
    const workers: string[] = [];
    return {
      add: (addresses) => {
        workers.push(...addresses);
      },
      write: () => Buffer.from(JSON.stringify({ inferences: [], latest_weights: {}, workers })),
    };
  },
};
const profile = "third" as HostName;

beforeAll(() => {
  Reflect.set(HOSTS, third.name, third);
});
afterAll(() => {
  Reflect.deleteProperty(HOSTS, third.name);
});

it("a third host needs nothing but its own value: replay, tests of logic and the report follow it", () => {
  const logic = fakeLogic(() => '{"type":"weights","weights":{}}');
  const facts = [...replay(plan(logic, { profile, singleRuns: false }))];
  expect(only(facts, "round")).not.toHaveLength(0);
  expect(only(facts, "second")).toEqual([]);
  const first = new TextDecoder().decode(logic.seen[0]?.request.stdin);
  expect(first).toBe('{"inferences":[],"latest_weights":{},"workers":["b","a","reputer"]}');
  const input = { sets: [{ timestamp: 1, inferences: { w: 2.5 } }], profile };
  expect(payloadText(input)).toBe('{"inferences":[],"latest_weights":{},"workers":["w"]}');
  const met = {
    ...{ rounds: 3, secondRuns: 3, failedButSubmitted: 0, overdueSets: 0, unseenSets: 0 },
    ...{ fractions: 0, attached: 0, reputers: 1, rewards: false },
  };
  expect(otherHosts(HOSTS.chain, met).find(({ host }) => host === "third")).toEqual({
    host: "third",
    differences: ["no second runs (here 3)", "names alone"],
  });
});
