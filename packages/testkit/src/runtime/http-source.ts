import type { TruthColumns } from "../history/history.js";
import type { HttpAnswerer } from "./http-exchange.js";
import { firstOf, truthAnswerer } from "./truth-answerer.js";
import type { TruthRoute } from "./truth-answerer.js";

/** Where answers to HTTP requests come from, as plain data that may pass between threads. */
export type HttpSource = {
  readonly kind: "truth";
  readonly truth: TruthColumns;
  readonly route: TruthRoute;
};

/** An answerer that asks the sources in turn. */
export function answererOf(sources: readonly HttpSource[]): HttpAnswerer {
  return firstOf(...sources.map(({ truth, route }) => truthAnswerer(truth, route)));
}
