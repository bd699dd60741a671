import { alloAddress } from "../../chain/bech32.js";
import type { TopicHistory } from "../../history/history.js";
import { typicalTruth } from "../../history/typical-truth.js";
import type { CheckSubject } from "./plan.js";

/** What generated rounds are made of. */
export interface RoundRange {
  /** Addresses to choose from. */
  readonly workers: readonly string[];
  /** Typical size of a truth, in the truth's unit. */
  readonly level: number;
  /** Seconds from set to set. */
  readonly cadence: number;
  /** Sets in a window. */
  readonly window: number;
  readonly subject: CheckSubject;
}

/** Workers whom a history brings into generated rounds. */
const MAX_RECORDED = 12;
const MADE = 6;
const MAX_WINDOW = 12;

/** The history's workers first, as a logic may know some of them by address. */
export function roundRange(subject: CheckSubject, history: TopicHistory | null): RoundRange {
  const { inference, weight } = subject.cadences;
  const recorded = history?.inferences.workers.slice(0, MAX_RECORDED) ?? [];
  const typical = history === null ? null : typicalTruth(history.truth);
  return {
    workers: [...recorded, ...madeWorkers(MADE)],
    level: Math.max(1, Math.round(typical ?? 1000)),
    cadence: inference,
    window: Math.min(MAX_WINDOW, Math.ceil(weight / inference) + 1),
    subject,
  };
}

/** Valid addresses of nobody, always the same. */
export function madeWorkers(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const account = new Uint8Array(20);
    // The order of the addresses is not that of their numbers.
    new DataView(account.buffer).setUint32(0, Math.imul(i + 1, 0x9e3779b1));
    new DataView(account.buffer).setUint32(16, i + 1);
    return alloAddress(account);
  });
}
