import { expect, it } from "vitest";
import { commit, fakeLogic, replay, type FakePlan } from "./fake-logic.js";
import { ECONOMY, plan } from "./reputers-plan.js";

const first = (change: Partial<FakePlan>) => {
  const logic = fakeLogic(() => commit({}));
  const [started] = replay(plan(logic, change));
  return started;
};
const refused = (code: string, text: string): unknown =>
  expect.objectContaining({ code, message: expect.stringContaining(text) as string });

it("as many rounds as a plan allows may be planned, and no more", () => {
  // From 100 to 130 every 20: 1 and a half, so the one at 120, another at 140, and one for a round that is late.
  expect(first({ maxRounds: 3 })).toMatchObject({ kind: "started" });
  expect(() => first({ maxRounds: 2 })).toThrow(refused("WK602", "3 "));
});

it("as many epochs as a plan allows may end, and no more", () => {
  // From 60 to two weight cadences after the last set, 170: five and a half of 10 blocks of 2 seconds.
  const economy = { ...ECONOMY, genesis: 60 };
  expect(first({ maxRounds: 5, economy })).toMatchObject({ kind: "started" });
  expect(() => first({ maxRounds: 4, economy })).toThrow(refused("WK607", "5 "));
});
