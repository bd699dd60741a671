export interface Schedule {
  readonly id: number;
  readonly mode: string;
  readonly weightCadence: number;
  readonly inferenceCadence: number;
  readonly blocks: readonly {
    readonly t: number;
    readonly commit: readonly { readonly worker: string; readonly value: string }[] | null;
  }[];
  readonly chain: readonly {
    readonly time: number;
    readonly stdins: readonly string[];
    readonly weightLastRan: number;
    readonly inferenceRequests?: number;
    readonly inferenceLastRan?: number;
  }[];
}

interface Payload {
  readonly inferences: readonly { readonly inferences: readonly { readonly worker: string }[] }[];
  readonly latest_weights: Record<string, string>;
}

function payloadOf(stdin: string): Payload {
  const payload: unknown = JSON.parse(stdin);
  if (!isPayload(payload)) throw new TypeError("no payload");
  return payload;
}

function isPayload(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && "inferences" in value;
}

/** What the recording's head node answered a payload with: half the old weight and one, and ten for each inference. */
export function answerOf(stdin: string): Map<string, number> {
  const { inferences, latest_weights } = payloadOf(stdin);
  const weights = new Map<string, number>();
  for (const [worker, weight] of Object.entries(latest_weights)) {
    weights.set(worker, Math.floor(Number(weight) / 2) + 1);
  }
  for (const { worker } of inferences.flatMap((set) => set.inferences)) {
    weights.set(worker, (weights.get(worker) ?? 0) + 10);
  }
  return weights;
}

/**
 * Runs that the recorder lists under the block after the one that started them: the request had not arrived yet. Their payloads
 * prove it, as they lack the set of the block that they are listed under, and hold weights from before it.
 */
export const LISTED_LATE: Record<number, readonly number[]> = { 4: [1700001021], 8: [1700000809] };

/** The recording, with those runs put back under the block that started them. */
export function recorded({ id, chain }: Schedule): Schedule["chain"] {
  const late = LISTED_LATE[id] ?? [];
  return chain.map(({ time, stdins, weightLastRan }, i) => {
    const next = chain[i + 1];
    if (late.includes(time)) return { time, stdins: [], weightLastRan };
    const moved = next !== undefined && late.includes(next.time);
    return { time, stdins: moved ? next.stdins : stdins, weightLastRan };
  });
}
