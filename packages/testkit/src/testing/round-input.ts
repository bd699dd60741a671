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
  /** Answers a GET or POST: a JSON value is a 200, undefined a 404. Left out: every request gets a 404. */
  readonly answer?: (url: string) => Json | undefined;
  /** UNIX seconds of the block; the newest set's time when left out. */
  readonly blockTime?: number;
  /** Environment besides `TOPIC_ID`, which is "1". */
  readonly env?: Readonly<Record<string, string>>;
}

/** The stdin that the chain would send for `input` (protocol section 3): sets newest first, weights sorted by worker. */
export function payloadText({ sets, weights }: RoundInput): string {
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
