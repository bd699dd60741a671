import { firstOf, truthAnswerer } from "../round/truth-answerer.js";
import type { HttpAnswerer } from "../runtime/http/http-exchange.js";
import type { TopicPlan } from "./plan.js";

/** By address: who answers a reputer's requests, for those whose source of truth is not the topic's. */
export function reputerAnswers(
  { reputers = [], history: { truth } }: TopicPlan,
  others: HttpAnswerer,
): ReadonlyMap<string, HttpAnswerer> {
  return new Map(
    reputers.flatMap(({ address, route }) =>
      route === undefined ? [] : [[address, firstOf(truthAnswerer(truth, route), others)] as const],
    ),
  );
}
