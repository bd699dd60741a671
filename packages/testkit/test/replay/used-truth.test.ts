import { expect, it } from "vitest";
import type { HttpExchange } from "../../src/runtime/http/http-exchange.js";
import { fakeLogic, replay, type FakePlan } from "./fake-logic.js";
import { only } from "./histories.js";
import { plan } from "./replay-plan.js";

const ROUTE = { url: "https://d/{timestamp}", pointer: "/v" };

const asked = (
  path: string,
  { method = "GET", status = 200 }: { method?: "GET" | "POST"; status?: number | null } = {},
): HttpExchange => ({
  request: { method, url: `https://d/${path}`, headers: {}, body: null },
  response: status === null ? null : { status, headers: {}, body: new Uint8Array() },
  refused: false,
});

/** What the three rounds used, which see two sets, two and one, of two inferences each; the truth of the first of each two is known. */
function used(exchanges: readonly HttpExchange[], change: Partial<FakePlan> = {}, fuel = 7) {
  const logic = fakeLogic(() => ({ exchanges, fuel: fuel === 0 ? null : fuel }));
  return only([...replay(plan(logic, change))], "round").map((round) => round.used);
}

const none = { sets: 0, inferences: 0 };
const one = { sets: 1, inferences: 2 };

it("the truth that a run asked for and got is counted: of its window's sets, what was known", () => {
  expect(used([asked("100"), asked("120?of=7")])).toEqual([one, one, none]);
  // The truth of 110 is known from 121 on, and nobody ever learns that of 140.
  expect(used([asked("110"), asked("130"), asked("140")])).toEqual([none, none, none]);
  expect(used([asked("110-and-100/120")])).toEqual([one, one, none]);
  expect(used([asked("100"), asked("100")])).toEqual([one, none, none]);
});

it.each([
  ["another status", asked("100", { status: 404 })],
  ["no answer", asked("100", { status: null })],
  ["no reading request", asked("100", { method: "POST" })],
  ["another number", asked("1100")],
  ["digits apart", asked("1/0/0")],
  ["no number", asked("truth")],
])("the truth is not counted with %s", (_, exchange) => {
  expect(used([exchange])).toEqual([none, none, none]);
});

it("what a run asks is unknown where it need not ask, or counts no fuel, as long as it made no request", () => {
  const unknown = [null, null, null];
  expect(used([])).toEqual(unknown);
  expect(used([], { route: ROUTE })).toEqual([none, none, none]);
  expect(used([], { route: ROUTE }, 0)).toEqual(unknown);
  expect(used([], { route: null })).toEqual(unknown);
  expect(used([asked("100")], { route: ROUTE }, 0)).toEqual([one, none, none]);
  expect(used([asked("100")], { route: ROUTE })).toEqual([one, none, none]);
});
