import { ABSOLUTE, type LossMeasure, type LossName } from "./score.js";
import type { ReadableTruth, ValueRules } from "./value-rules.js";
import type { ValueKind, ValueModel } from "./value-model.js";
import type { LossWords, ValueWords } from "./value-words.js";

/** Everything that is particular to one kind of values: adding a kind is writing one of these. */
export interface Kind {
  readonly name: ValueKind;
  readonly words: ValueWords;
  /** Whether a model names classes. */
  readonly takesClasses: "never" | "optionally" | "always";
  /** Whether the parts of a value are packed into one whole number where the host stores only those. */
  readonly packs: boolean;
  /** What the loss is called where it is not the words' own. */
  readonly lossWords?: Readonly<Partial<Record<LossName, LossWords>>>;
  /** What a truth must be, completing "must be …"; `integers` where the host stores whole numbers only. */
  readonly wantedTruth: (model: ValueModel, integers: boolean) => string;
  /** Checks whether truths are some of the model's. */
  readonly truthCheck: (model: ValueModel) => (truth: ReadableTruth) => boolean;
  /** Passes on the rules, whose types only they know. */
  readonly withRules: <R>(model: ValueModel, measure: LossMeasure, use: RulesUser<R>) => R;
}

export type RulesUser<R> = <W, F, T>(rules: ValueRules<W, F, T>) => R;

/** A kind as its file writes it down. */
export interface KindParts<W, F, T> extends Omit<Kind, "truthCheck" | "withRules"> {
  readonly rules: (model: ValueModel, measure: LossMeasure) => ValueRules<W, F, T>;
  /** Default: whatever the rules can read. */
  readonly truthCheck?: Kind["truthCheck"];
}

export function defineKind<W, F, T>({ rules, ...parts }: KindParts<W, F, T>): Kind {
  return {
    truthCheck(model) {
      const { truth } = rules(model, ABSOLUTE);
      return (given) => truth(given) !== null;
    },
    withRules: (model, measure, use) => use(rules(model, measure)),
    ...parts,
  };
}
