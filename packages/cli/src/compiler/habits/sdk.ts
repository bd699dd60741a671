import type { Habit } from "./habit.js";

const OTHER_TYPE = [2322];

/** One thing of the SDK where another belongs. */
export const SDK_HABITS: readonly Habit[] = [
  {
    when: { codes: OTHER_TYPE, message: /Losses' is not assignable to type '[^']*\/Scores'/ },
    words: "Losses are not scores: less loss must mean more weight",
    fix: "Turn them around: `losses.normalized().inverted()`",
  },
  {
    when: {
      codes: OTHER_TYPE,
      message: /PerWorker' is not assignable to type '[^']*\/(Scores|Losses)'/,
    },
    words: "Numbers by worker do not show what they mean: $1 are numbers of a kind",
    fix: "Make them so from the start: `new $1(round.workers)`",
  },
  {
    when: { codes: OTHER_TYPE, message: /Round' is not assignable to type '[^']*\/InferenceSet'/ },
    words: "A round has several sets of inferences, and this takes one",
    fix: "Give the newest whose truth is known, `round.latestWithTruth(truth)`, or `round.set(i)` in a loop over `round.length`",
  },
  {
    when: { codes: OTHER_TYPE, message: /Round' is not assignable to type '[^']*\/Workers'/ },
    words: "A round is not its workers",
    fix: "Give `round.workers`",
  },
  {
    when: { codes: OTHER_TYPE, message: /^Type '\(\) => ([^']+)' is not assignable to type '\1'/ },
    words: "This is the function itself, not what it returns",
    fix: "Call it: add `()`",
  },
  {
    when: {
      codes: OTHER_TYPE,
      message: /^Type '~lib\/string\/String' is not assignable to type 'i32'/,
      before: /\.(?:get|set|has|remove|name|weights)\s*\($/,
    },
    words: "A worker is a number, its place in the round, not its address",
    fix: "Find it: `const worker = round.workers.find(address)`, which is -1 for an address that is not in this round",
  },
];

/** Where a value of the SDK belongs and no other habit fits. */
export const SDK_TYPE: Habit = {
  when: {
    codes: OTHER_TYPE,
    message: /is not assignable to type '~lib\/@weightkit\/[^']*\/(\w+)'/,
  },
  words: "This place takes a value of the SDK's type $1",
  fix: "The SDK's reference lists what returns one: https://weightkit.github.io/weightkit/reference/sdk",
};
