import type { Logic } from "../logic/logic.js";
import { roundDifferences } from "../round/fixture/compare-round.js";
import { fixtureAnswerer, truthColumns } from "../round/fixture/fixture-answers.js";
import type { RoundFixture } from "../round/fixture/round-fixture.js";
import { judgeRound } from "../round/judgement.js";
import { payloadFacts } from "../round/payload-facts.js";
import { firstOf, truthAnswerer } from "../round/truth-answerer.js";
import { v8Engine } from "../runtime/v8/v8-engine.js";
import { prepareForTest } from "./stand-in.js";
import { roundResult, type RoundResult } from "./round-result.js";

/** A saved round, run again. */
export interface RepeatedResult extends RoundResult {
  /** In what it differs from the saved one, one phrase each; empty when it repeats to the byte. */
  readonly differences: readonly string[];
}

/** Runs a saved round again, under its own limits, in this thread. */
export function repeatFixture(fixture: RoundFixture, logic: Logic): RepeatedResult {
  const { limits, runtime, answers, truth, judging, ...request } = fixture.request;
  const prepared = prepareForTest(logic, { limits, runtime, metered: true });
  const saved = fixtureAnswerer(answers);
  const http =
    truth === null ? saved : firstOf(saved, truthAnswerer(truthColumns(truth), truth.route));
  const outcome = prepared.run({ ...request, http });
  const known = new Set([...judging.known, ...payloadFacts(request.stdin).workers]);
  const { strangers, submitsFailures } = judging;
  const judgement = judgeRound(
    outcome,
    { has: (one) => known.has(one), strangers },
    submitsFailures,
  );
  const ran = { outcome, judgement, sha256: logic.sha256, engine: v8Engine.name };
  return { ...roundResult(outcome, judgement), differences: roundDifferences(fixture, ran) };
}
