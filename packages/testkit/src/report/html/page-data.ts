import type { OverallVerdict } from "../../metrics/overall.js";
import type { ReplaySummary } from "../../metrics/summary.js";

/** How a page came about, so that anybody can make it again. */
export interface PageOrigin {
  /** Tool and version that made the page, e.g. `weightkit 0.1.0`. */
  readonly madeBy: string;
  /** The command that reproduces the run, or null. */
  readonly command: string | null;
  readonly inputs: readonly PageInput[];
}

/** The data of the report page: everything in it was computed before; the page only draws. */
export interface PageData extends PageOrigin {
  readonly version: 2;
  /** Wall-clock milliseconds of the whole replay, where asked for. */
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
  /** Of the series, whose numbers the page carries in an element of the topic. */
  readonly shape: SeriesShape;
}

/** How many sets had this class and were called that one. */
export interface ConfusionCell {
  readonly came: string;
  readonly called: string;
  readonly sets: number;
}

/** What a topic's charts draw. Times are UNIX seconds; NaN stands for what is not there; matrices are worker after worker. */
export interface PageSeries {
  readonly workers: number;
  /** 1, or n where only every n-th set is shown, as there are very many. */
  readonly setStride: number;
  readonly sets: {
    readonly times: Float64Array;
    /**
     * Truth and combinations, as `Combined.drawn` has it: of classes and distributions the share given to what came, and no
     * truth; NaN where the kind of values has no median.
     */
    readonly truth: Float32Array;
    readonly weighted: Float32Array;
    readonly equal: Float32Array;
    readonly median: Float32Array;
    /** Of classes: 1 where the combination called the class that came, 0 where another; else NaN. */
    readonly weightedHit: Float32Array;
    readonly equalHit: Float32Array;
    /** Sum, over all sets so far, of equal weights' loss less the combination's: rises while weights pay. */
    readonly gain: Float32Array;
  };
  /** Of classes: which came and which the weighted combination called, over all sets; else empty. */
  readonly confusion: readonly ConfusionCell[];
  readonly roundStride: number;
  readonly rounds: {
    readonly times: Float64Array;
    /** 0 committed, 1 failed, 2 skipped. */
    readonly status: Float32Array;
    readonly fuel: Float32Array;
    readonly inferences: Float32Array;
    readonly scorable: Float32Array;
    /** The second run that follows in the next block: 0 committed, 1 failed, 2 not run; NaN where there is none. */
    readonly second: Float32Array;
    /** Part of the weight that the second run moved, 0 to 1. */
    readonly moved: Float32Array;
    /** Workers times rounds: each worker's share of the weight after the round and its second run, reputers counting by stake. */
    readonly shares: Float32Array;
  };
  /** Workers times sets: each worker's inference, drawn likewise; null where that is too much for a page. */
  readonly inferences: Float32Array | null;
  /** Workers times reward epochs: share of what workers were paid; null without rewards. */
  readonly rewards: {
    readonly times: Float64Array;
    readonly shares: Float32Array;
    /** Of each epoch, token units as doubles: what the topic had to share out, its stake, what was paid, what rolled over. */
    readonly emission: Float64Array;
    readonly stake: Float64Array;
    readonly paid: Float64Array;
    readonly rolledOver: Float64Array;
  } | null;
}

/** How many numbers each column of a topic's series has; with it, the bytes can be read again. */
export interface SeriesShape {
  readonly setStride: number;
  readonly roundStride: number;
  readonly workers: number;
  readonly sets: number;
  readonly rounds: number;
  /** Reward epochs; 0 without rewards. */
  readonly epochs: number;
  readonly hasInferences: boolean;
  /** As the series has it: it fits no column. */
  readonly confusion: readonly ConfusionCell[];
}
