import { describe, expect, it } from "vitest";
import { alloAddress } from "../../src/chain/bech32.js";
import { Random } from "../../src/numbers/random.js";
import { driveTopic } from "../../src/replay/drive.js";
import type { RoundFixture } from "../../src/round/fixture/round-fixture.js";
import { commit, fakeLogic, replay } from "./fake-logic.js";
import { only, topic } from "./histories.js";
import { bySource, ECONOMY, plan, source } from "./reputers-plan.js";

/** Valid addresses that are in no history, each another. */
function stranger(number: number): string {
  const account = new Uint8Array(20);
  new DataView(account.buffer).setUint32(0, number);
  return alloAddress(account);
}
const X = stranger(1);
const LONG = topic(Array.from({ length: 40 }, (_, i) => [100 + 10 * i, "a", 1] as const));

describe("a reputer that is a worker too", () => {
  const factsOf = () => {
    const logic = fakeLogic(() => commit({ a: 0.1, b: 0.2, [X]: 0.4 }));
    const reputers = [{ address: "a", stake: 1n }];
    return [...replay(plan(logic, { reputers, economy: ECONOMY }))];
  };

  it("has one column of weights", () => {
    const [round] = only(factsOf(), "round");
    expect([...(round?.weights ?? [])]).toEqual([0.1, 0.2]);
    expect(round?.others).toEqual([{ address: X, weight: 0.4 }]);
  });

  it("has both its rewards as a worker", () => {
    // Before there are weights the reputer has all. Then, of 5000, by incentives of a 1/7, b 2/7, x 4/7 and dividends of these times
    // 1/7, halved: a floor(5000/14) + floor(5000/98) = 357 + 51, b 714 + 102, x 1428 + 204.
    const rewards = only(factsOf(), "rewards").map((paid) => [
      paid.workerRewards,
      paid.reputerRewards,
      paid.others,
    ]);
    expect(rewards).toEqual([
      [[5000n, 0n], [0n], []],
      [[408n, 816n], [0n], [{ address: X, amount: 1632n, masked: false }]],
    ]);
  });
});

it("the reputer of a plan that names none has no address that could have a weight", () => {
  const logic = fakeLogic(() => commit({ a: 0.1, reputer: 1 }));
  const [round] = only([...replay(plan(logic))], "round");
  expect(round).toMatchObject({ status: "failed", failure: { code: "WK516" } });
});

it("10,000 strangers may have weights, and no more", () => {
  const weights = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [stranger(i), 1]));
  const first = commit(weights(10_000));
  const logic = fakeLogic((_, { blockTime }) =>
    blockTime === 120 ? first : commit({ [stranger(10_000)]: 1 }),
  );
  const rounds = only([...replay(plan(logic))], "round");
  expect(rounds.map(({ failure, others }) => [failure?.code ?? null, others.length])).toEqual([
    [null, 10_000],
    ["WK518", 10_000],
  ]);
});

it("a saved round has who was known before it besides its payload, and how many of them are strangers", async () => {
  const weight = new Map([
    [120, 1],
    [140, 0],
  ]);
  const logic = fakeLogic((_, { blockTime }) => commit({ [X]: weight.get(blockTime) ?? 0 }));
  const rounds: RoundFixture[] = [];
  const { engine, http, ...given } = plan(logic, { history: LONG });
  await driveTopic(
    { ...given, logic: logic.logic, reputers: [{ address: "r1", stake: 1n }] },
    { engine, logic, http },
    () => undefined,
    {
      selection: { rounds: [1, 2, 3], failed: false },
      onRound: (round) => void rounds.push(round),
    },
  );
  // The payload at 140 has the weight of the stranger, and that at 160 has it no more.
  expect(rounds.map(({ request: { judging } }) => [judging.known, judging.strangers])).toEqual([
    [["r1"], 0],
    [["r1"], 1],
    [["r1", X], 1],
  ]);
});

it("the order of three reputers is Durstenfeld's shuffle, whose first draw is who comes last", () => {
  const reputers = [0, 1, 2].map((row) => ({
    ...{ address: `r${row}`, stake: 1n, http: source(100 * row + 100) },
  }));
  const logic = bySource();
  const change = { reputers, history: LONG, seed: 9, shuffleReputers: true };
  const rounds = only([...replay(plan(logic, change))], "round");
  const last = rounds.map(({ index }) => new Random(9, index).below(3));
  expect(new Set(last)).toEqual(new Set([0, 1, 2]));
  // The payload shows the weight of whoever comes last; the first round's has none.
  const seen = logic.seen.map(({ payload }) => payload.latest_weights["a"]);
  expect(seen.slice(3)).toEqual(last.slice(3).map((row) => String(10_000 * row + 10_000)));
});
