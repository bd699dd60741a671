import type { AnsweredSets } from "../report/verdict-words.js";

export const NO_ANSWERS: AnsweredSets = {
  ...{ total: 0, inferences: 0, leftOut: 0 },
  ...{ unusable: 0, withoutTruth: 0, warmUp: 0 },
};

/** Those of several topics together. */
export function allAnswers(topics: readonly AnsweredSets[]): AnsweredSets {
  const sum = (of: (sets: AnsweredSets) => number): number =>
    topics.reduce((all, sets) => all + of(sets), 0);
  return {
    total: sum(({ total }) => total),
    inferences: sum(({ inferences }) => inferences),
    leftOut: sum(({ leftOut }) => leftOut),
    unusable: sum(({ unusable }) => unusable),
    withoutTruth: sum(({ withoutTruth }) => withoutTruth),
    warmUp: sum(({ warmUp }) => warmUp),
  };
}
