/** Somebody registered in a topic. Amounts are whole token units. */
export interface Participant {
  readonly address: string;
  /** What it staked itself; it takes part while this is at least the minimum. */
  readonly stake: bigint;
  /** What others delegated to it. Default 0. */
  readonly delegated?: bigint;
  /** UNIX seconds of its registration. Default from the start. */
  readonly joinsAt?: number;
}

/** All stake upon a participant: its own and what is delegated to it. */
export function stakeUpon({ stake, delegated }: Participant): bigint {
  return stake + (delegated ?? 0n);
}

/** Whether a participant is registered at `time`, with enough stake of its own. */
export function takesPart({ stake, joinsAt }: Participant, minimum: bigint, time: number): boolean {
  return stake >= minimum && (joinsAt ?? 0) <= time;
}

/** Stake in a topic: upon everybody registered in it at `time`, workers and reputers. */
export function topicStake(
  participants: Iterable<Participant>,
  minimum: bigint,
  time: number,
): bigint {
  let total = 0n;
  for (const participant of participants) {
    if (takesPart(participant, minimum, time)) total += stakeUpon(participant);
  }
  return total;
}
