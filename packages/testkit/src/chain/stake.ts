/** Somebody registered in a topic. Amounts are whole token units. */
export interface Participant {
  readonly address: string;
  /** What it stakes itself when it registers. */
  readonly stake: bigint;
  /** What others delegate to it then. Default 0. */
  readonly delegated?: bigint;
  /** UNIX seconds of its registration. Default from the start. */
  readonly joinsAt?: number;
}

/** A change of stake after the registration. */
export interface StakeChange {
  /** UNIX seconds. */
  readonly time: number;
  /** Whose stake it is. */
  readonly participant: string;
  /** Added when above 0, taken out when below. Two changes of one participant at one time that sum to 0 are a move. */
  readonly delta: bigint;
  /** Whose stake it is: the participant's own, or of somebody to whom it delegates. */
  readonly target: string;
}
