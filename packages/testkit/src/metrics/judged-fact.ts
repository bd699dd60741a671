import { metricsErrors } from "../errors/metrics-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { LossName, LossScale } from "../kinds/score.js";
import type { Fact, ReplayStarted, SetCommitted } from "../replay/facts.js";
import type { JudgedSet } from "./judged-set.js";
import { type SetJudge, setJudge } from "./set-judge.js";

/** A fact as metrics and reports read it: a set comes with how it was judged. */
export type JudgedFact =
  | Exclude<Fact, ReplayStarted | SetCommitted>
  | JudgedStart
  | (SetCommitted & { readonly judged: JudgedSet });

/** The beginning of a topic, with the judge of its sets. */
export type JudgedStart = ReplayStarted & { readonly loss: LossName };

export type SetJudged = Extract<JudgedFact, { kind: "set" }>;

/** Judges every set of a fact stream, once. Topics may follow each other, each beginning with its `started`. */
export class FactJudge {
  readonly #scale: LossScale;

  #judge: SetJudge | null = null;

  constructor(scale: LossScale = "absolute") {
    this.#scale = scale;
  }

  /** @throws WeightkitError WK650 when the stream does not begin with `started`. */
  judge(fact: Fact): JudgedFact {
    if (fact.kind === "started") {
      const { values, typicalTruth } = fact;
      this.#judge = setJudge(values, { scale: this.#scale, typicalTruth: typicalTruth ?? 1 });
      return { ...fact, loss: this.#judge.loss };
    }
    if (this.#judge === null) throw fault(metricsErrors.noStart, { kind: fact.kind });
    return fact.kind === "set" ? { ...fact, judged: this.#judge.judge(fact) } : fact;
  }
}
