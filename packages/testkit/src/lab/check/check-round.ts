/** What a worker answered, as the payload has it. */
export interface Answer {
  readonly worker: string;
  readonly value: string;
}

export interface CheckSet {
  /** UNIX seconds, whole. */
  readonly timestamp: number;
  readonly answers: readonly Answer[];
}

/** A round as plain data: what goes into the logic, and the truth that it may ask for. */
export interface CheckRound {
  /** In the order of the payload; the chain's is newest first. */
  readonly sets: readonly CheckSet[];
  /** Stored weights by worker, the chain's integers (100,000 is 1). */
  readonly weights: Readonly<Record<string, number>>;
  /** Truths that are known at the block time, by the timestamp of their set. */
  readonly truths: Readonly<Record<string, number | string>>;
  /** UNIX seconds. */
  readonly blockTime: number;
}

/** The payload that the chain would send: compact, numbers as strings, weights sorted by worker. */
export function payloadOf({ sets, weights }: CheckRound): Uint8Array {
  const sorted = Object.entries(weights).sort(([a], [b]) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  const payload = {
    inferences: sets.map(({ timestamp, answers }) => ({
      timestamp: String(timestamp),
      inferences: answers.map(({ worker, value }) => ({ worker, inference: value })),
    })),
    latest_weights: Object.fromEntries(sorted.map(([worker, weight]) => [worker, String(weight)])),
  };
  return Buffer.from(JSON.stringify(payload));
}

/** Everybody with an answer, in order of first appearance. */
export function answering({ sets }: CheckRound): readonly string[] {
  return [...new Set(sets.flatMap(({ answers }) => answers.map(({ worker }) => worker)))];
}

/** Everybody with an answer or a stored weight. */
export function everybody(round: CheckRound): readonly string[] {
  return [...new Set([...answering(round), ...Object.keys(round.weights)])];
}
