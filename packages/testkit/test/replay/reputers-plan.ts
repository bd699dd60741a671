import { commit, fakeLogic, type FakePlan } from "./fake-logic.js";
import { topic } from "./histories.js";

const ROWS = [100, 110, 120, 130].flatMap((timestamp) => [
  [timestamp, "a", 10] as const,
  [timestamp, "b", 20] as const,
]);

/** A plan of two workers over four sets, with single runs. */
export function plan(logic: FakePlan["logic"], change: Partial<FakePlan> = {}): FakePlan {
  return {
    history: topic(ROWS),
    cadences: { inference: 10, weight: 20 },
    logic,
    engine: "fake",
    http: () => null,
    permissions: [],
    seed: 5,
    singleRuns: true,
    ...change,
  };
}

/** Logic that weighs `a` by what the reputer's own source of truth answers. */
export const bySource = () =>
  fakeLogic((_, { http, blockTime }) => {
    const response = http({ method: "GET", url: "x", headers: {}, body: null }, blockTime);
    return commit({ a: response === null ? 0.1 : response.status / 1000 });
  });

/** A source of truth that answers with a status. */
export const source = (status: number) => () => ({ status, headers: {}, body: new Uint8Array() });

/** Money that pays an epoch every 20 seconds. */
export const ECONOMY = {
  epochBlocks: 10,
  blockSeconds: 2,
  emission: 5000n,
  fees: 0n,
  otherStake: 0n,
  minimumStake: 0n,
  workerStake: 0n,
  workers: [],
};
