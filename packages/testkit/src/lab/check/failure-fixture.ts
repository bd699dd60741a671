import { DEFAULT_RUNTIME } from "../../runtime/versions.js";
import { makeFixture } from "../../round/fixture/make-fixture.js";
import type { RoundFixture } from "../../round/fixture/round-fixture.js";
import { runRequest } from "../../round/run-request.js";
import { payloadOf, type CheckRound } from "./check-round.js";
import type { Laboratory } from "./laboratory.js";
import { knownTruths } from "./known-truths.js";
import { readPayload } from "./read-payload.js";

/** A round as a fixture that `weightkit run` repeats, with what the logic makes of it. */
export function fixtureOf(round: CheckRound, lab: Laboratory): RoundFixture {
  const { scene, limits, runtime = DEFAULT_RUNTIME, route, logic } = lab.subject;
  const { blockTime } = round;
  const { outcome, stored, failure, notes } = lab.run(round);
  return makeFixture({
    origin: {
      ...{ topic: scene.topic, round: 0, second: false, reputer: "", host: "check" },
      engine: "v8",
    },
    logic,
    request: {
      ...runRequest(scene, { stdin: payloadOf(round), blockTime, seed: 1 }),
      ...{ limits, runtime },
      truth: route === null ? null : { route, rows: knownTruths(round) },
      judging: { known: [], strangers: 0, submitsFailures: true },
    },
    outcome,
    judgement: { stored, failure, notes },
  });
}

/** The round of a fixture, or null when its payload is none that the chain would send. */
export function roundOf({ request }: Pick<RoundFixture, "request">): CheckRound | null {
  const payload = readPayload(request.stdin);
  if (payload === null) return null;
  const rows = request.truth?.rows ?? [];
  const truths = rows.map(({ timestamp, value }): [string, number | string] => [
    String(timestamp),
    value,
  ]);
  return { ...payload, truths: Object.fromEntries(truths), blockTime: request.blockTime };
}
