import type { OverallVerdict } from "../../metrics/overall.js";
import type { ReplaySummary } from "../../metrics/summary.js";

/** The data of the report page: everything in it was computed before; the page only draws. */
export interface PageData {
  readonly version: 1;
  /** Tool and version that made the page, e.g. `weightkit 0.1.0`. */
  readonly madeBy: string;
  /** The command that reproduces the run, or null. */
  readonly command: string | null;
  readonly inputs: readonly PageInput[];
  /** Wall-clock milliseconds of the whole replay, or null when unknown. */
  readonly milliseconds: number | null;
  readonly topics: readonly PageTopic[];
  /** What several topics show together; null for one. */
  readonly overall: OverallVerdict | null;
}

/** A file that the run read. */
export interface PageInput {
  /** Its role in the run, e.g. `inferences`. */
  readonly role: string;
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex of its SHA-256. */
  readonly sha256: string;
}

export interface PageTopic {
  readonly summary: ReplaySummary;
  /** Names by worker id; null where there is none. */
  readonly names: readonly (string | null)[];
  readonly series: PageSeries;
}

/** Base64 of little-endian numbers: Float64 for times, Float32 for the rest; NaN for what is not there. */
export type Packed = string;

export interface PageSeries {
  /** 1, or n where only every n-th set is shown, as there are very many. */
  readonly setStride: number;
  readonly sets: {
    readonly times: Packed;
    /**
     * Truth and combinations, as `Combined.drawn` has it: of classes and distributions the share given to what came, and no
     * truth; NaN where the kind of values has no median.
     */
    readonly truth: Packed;
    readonly weighted: Packed;
    readonly equal: Packed;
    readonly median: Packed;
    /** Sum, over all sets so far, of equal weights' loss less the combination's: rises while weights pay. */
    readonly gain: Packed;
  };
  readonly roundStride: number;
  readonly rounds: {
    readonly times: Packed;
    /** 0 committed, 1 failed, 2 skipped. */
    readonly status: Packed;
    readonly fuel: Packed;
    readonly inferences: Packed;
    readonly scorable: Packed;
    /** The second run that follows in the next block: 0 committed, 1 failed, 2 not run; NaN where there is none. */
    readonly second: Packed;
    /** Part of the weight that the second run moved, 0 to 1. */
    readonly moved: Packed;
    /** Rounds times workers: each worker's share of the weight after the round and its second run, reputers counting by stake. */
    readonly shares: Packed;
  };
  /** Sets times workers: each worker's inference, drawn likewise; null where that is too much for a page. */
  readonly inferences: Packed | null;
  /** Reward epochs times workers: share of what workers were paid; null without rewards. */
  readonly rewards: {
    readonly times: Packed;
    readonly shares: Packed;
    /** Of each epoch, token units as doubles: what the topic had to share out, its stake, what was paid, what rolled over. */
    readonly emission: Packed;
    readonly stake: Packed;
    readonly paid: Packed;
    readonly rolledOver: Packed;
  } | null;
}
