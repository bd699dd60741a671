import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";

const exit = ExitCode.usage;

/** WK600-649: what a replay cannot be started with. */
export const replayErrors = {
  noInferences: descriptor<{ topic: string }>({
    code: "WK600",
    exit,
    title: "Nothing to replay",
    message: ({ topic }) => `Topic ${topic} has no inferences to replay`,
    hint: () => "Give a history with at least one row of inferences",
  }),
  badCadence: descriptor<{ name: string; value: number; least: number }>({
    code: "WK601",
    exit,
    title: "Cadence out of range",
    message: ({ name, value, least }) =>
      `${name} is ${value}: a whole number of seconds, at least ${least}, is needed`,
    hint: ({ name }) => `Set ${name} as the topic will have it, e.g. 86400 for once a day`,
  }),
  tooManyRounds: descriptor<{ rounds: number; limit: number; cadence: number }>({
    code: "WK602",
    exit,
    title: "Too many rounds",
    message: ({ rounds, limit, cadence }) =>
      `A weight cadence of ${cadence} s over this history makes ${rounds} rounds, more than ${limit}`,
    hint: () => "Raise the weight cadence, or look for a stray timestamp far away from the others",
  }),
  badScale: descriptor<{ scale: number }>({
    code: "WK603",
    exit,
    title: "Value scale out of range",
    message: ({ scale }) => `The value scale is ${scale}: a number above 0 is needed`,
    hint: () => "Use a power of ten that makes the topic's values large integers, e.g. 1000",
  }),
};
