import { WeightMatrix } from "../chain/weight-matrix.js";
import type { Host } from "../chain/hosts/host.js";
import { DEFAULT_HOST, HOSTS, type HostName } from "../chain/hosts/hosts.js";
import type { KnownTruthRow } from "../round/fixture/round-fixture.js";

/** One set of a round: what each worker answered at a time. */
export interface SetInput {
  /** UNIX seconds, whole. */
  readonly timestamp: number;
  /** Answers by worker; a number is written as JavaScript prints it, text as it stands. */
  readonly inferences: Readonly<Record<string, number | string>>;
}

/** A JSON value, as an HTTP answer's body. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a round gets. Everything but the sets has a default. */
export interface RoundInput {
  readonly sets: readonly SetInput[];
  /**
   * Stored weights by worker, the chain's integers (100,000 is 1). Left out: no weight was ever stored, so every worker of the
   * sets is shown with 0, as in a topic's first rounds.
   */
  readonly weights?: Readonly<Record<string, number>>;
  /** Answers a GET or POST: a JSON value is a 200, undefined a 404 unless a truth answers. Left out: the truths answer. */
  readonly answer?: (url: string) => Json | undefined;
  /** Truths that the topic's URL answers. Default none. */
  readonly truths?: readonly KnownTruthRow[];
  /** UNIX seconds of the block; the newest set's time when left out. */
  readonly blockTime?: number;
  /** Environment besides `TOPIC_ID`, which is "1". */
  readonly env?: Readonly<Record<string, string>>;
  /** Seed of the logic's randomness, an unsigned 32-bit integer. Default 0. */
  readonly seed?: number;
  /** Who runs the logic. Default `"chain"`. */
  readonly profile?: HostName;
}

/** The stdin that the host would send for `input` (protocol section 3): sets newest first, weights sorted by worker. */
export function payloadText(input: RoundInput): string {
  const host = HOSTS[input.profile ?? DEFAULT_HOST];
  return host.integers ? integersText(input) : hostText(host, input);
}

/** Written here, since a test may give what no chain would have stored: that is its point. */
function integersText({ sets, weights }: RoundInput): string {
  const newestFirst = sets.toSorted((a, b) => b.timestamp - a.timestamp);
  return JSON.stringify({
    inferences: newestFirst.map(({ timestamp, inferences }) => ({
      timestamp: String(timestamp),
      inferences: Object.entries(inferences).map(([worker, inference]) => ({
        worker,
        inference: String(inference),
      })),
    })),
    latest_weights: Object.fromEntries(
      Object.entries(weights ?? firstWeights(sets))
        .map(([worker, weight]): [string, string] => [worker, String(weight)])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  });
}

function firstWeights(sets: readonly SetInput[]): Record<string, number> {
  const workers = sets.flatMap(({ inferences }) => Object.keys(inferences));
  return Object.fromEntries(workers.map((worker): [string, number] => [worker, 0]));
}

const REPUTER = "reputer";

function hostText(
  host: Host,
  { sets, weights = {}, truths = [], blockTime = Infinity }: RoundInput,
): string {
  const named = [...sets.flatMap(({ inferences }) => Object.keys(inferences))];
  const workers = [...new Set([...named, ...Object.keys(weights)])];
  const matrix = new WeightMatrix(1, workers.length);
  for (const [worker, weight] of Object.entries(weights))
    matrix.set(0, workers.indexOf(worker), weight);
  const committed = sets
    .toSorted((a, b) => a.timestamp - b.timestamp)
    .map(({ timestamp, inferences }) => {
      const texts = Object.values(inferences).map(String);
      return {
        timestamp,
        workerIds: Uint32Array.from(Object.keys(inferences), (worker) => workers.indexOf(worker)),
        stored: Float64Array.from(texts, Number),
        texts,
      };
    });
  const known = truths
    .filter(({ availableAt }) => availableAt <= blockTime)
    .toSorted((a, b) => a.timestamp - b.timestamp)
    .map(({ timestamp, value }) => ({ timestamp, value: String(value) }));
  const source = host.payloads();
  source.add(workers);
  const state = { sets: committed, weights: matrix, reputers: [REPUTER], order: [0] };
  return Buffer.from(source.write({ ...state, truths: () => known })).toString("utf8");
}
