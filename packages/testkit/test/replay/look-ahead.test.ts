import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { truthAnswerer } from "../../src/round/truth-answerer.js";
import { commit, fakeLogic, replay } from "./fake-logic.js";
import { only, topic } from "./histories.js";

const ROUTE = { url: "https://d/{timestamp}", pointer: "/v" };

describe("looking ahead", () => {
  it("is impossible: a run finds out exactly what is available at its block time, and sees no set of the same block", () => {
    const history = fc
      .array(fc.record({ gap: fc.integer({ min: 1, max: 40 }), lag: fc.nat(60) }), {
        minLength: 1,
        maxLength: 12,
      })
      .map((steps) => {
        let time = 1000;
        const times = steps.map(({ gap, lag }) => ({ time: (time += gap), lag }));
        return topic(
          times.map((step) => [step.time, "a", step.time] as const),
          times.map((step) => [step.time, step.time / 2, step.time + step.lag] as const),
        );
      });
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom("chain", "seed"),
        (given, weight, profile) => {
          const http = truthAnswerer(given.truth, ROUTE);
          const known: number[] = [];
          const logic = fakeLogic((payload, request) => {
            const statuses = Array.from(given.truth.timestamps, (time) => {
              const url = ROUTE.url.replace("{timestamp}", String(time));
              return request.http(
                { method: "GET", url, headers: {}, body: null },
                request.blockTime,
              )?.status;
            });
            const available = Array.from(given.truth.availableAt, (at) =>
              at <= request.blockTime ? 200 : 404,
            );
            expect(statuses).toEqual(available);
            for (const { timestamp } of payload.inferences) {
              expect(Number(timestamp)).toBeLessThan(request.blockTime);
              const row = given.truth.timestamps.indexOf(Number(timestamp));
              if (available[row] === 200) known.push(row);
            }
            const told: unknown = Reflect.get(payload, "ground_truth");
            const wanted = payload.inferences
              .map(({ timestamp }) => given.truth.timestamps.indexOf(Number(timestamp)))
              .filter((row) => available[row] === 200)
              .map((row) => ({
                timestamp: String(given.truth.timestamps[row]),
                value: String(given.truth.values[row]),
              }));
            expect(told).toEqual(profile === "seed" ? wanted : undefined);
            return commit({});
          });
          const facts = [
            ...replay({
              history: given,
              cadences: { inference: 1, weight },
              blockSeconds: 0.5,
              logic,
              engine: "fake",
              http,
              permissions: [],
              seed: 1,
              profile: profile === "seed" ? "seed" : "chain",
            }),
          ];
          const runs = [...only(facts, "round"), ...only(facts, "second")];
          expect(runs.reduce((sum, run) => sum + run.scorable, 0)).toBe(known.length);
          // Every set is in exactly one due run's window, and the facts name it.
          const due = new Set(only(facts, "round").map(({ blockTime }) => blockTime));
          const seen = logic.seen.flatMap(({ request, payload }) =>
            due.has(request.blockTime)
              ? payload.inferences.map(
                  ({ timestamp }) => [Number(timestamp), request.blockTime] as const,
                )
              : [],
          );
          expect(seen.toSorted(([a], [b]) => a - b)).toEqual(
            only(facts, "set").map(({ timestamp, roundAt }) => [timestamp, roundAt]),
          );
        },
      ),
    );
  });
});
