import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";
import { grouped } from "./grouped.js";

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
      `${name} is ${value}, but must be a whole number of seconds, at least ${least}`,
    hint: ({ name }) => `Set ${name} as the topic will have it, e.g. 86400 for once a day`,
  }),
  tooManyRounds: descriptor<{ rounds: number; limit: number; cadence: number }>({
    code: "WK602",
    exit,
    title: "Too many rounds",
    message: ({ rounds, limit, cadence }) =>
      `A weight cadence of ${cadence} s over this history makes ${grouped(rounds)} rounds, more than ${grouped(limit)}`,
    hint: () => "Raise the weight cadence, or look for a stray timestamp far away from the others",
  }),
  badShare: descriptor<{ name: string; value: number }>({
    code: "WK612",
    exit: ExitCode.usage,
    title: "Invalid share",
    message: ({ name, value }) => `${name} is ${value}, which is not a share`,
    hint: () => "Give a number from 0 (none) to 1 (all)",
  }),
  badScale: descriptor<{ scale: number }>({
    code: "WK603",
    exit,
    title: "Value scale out of range",
    message: ({ scale }) => `The value scale is ${scale}, but must be a number above 0`,
    hint: () => "Use a power of ten that makes the topic's values large integers, e.g. 1000",
  }),
  noReputers: descriptor<object>({
    code: "WK604",
    exit,
    title: "Empty list of reputers",
    message: () => "The list of reputers is empty, so the logic would never run",
    hint: () => "Name at least one reputer, or leave the list out for the default one",
  }),
  reputerTwice: descriptor<{ address: string }>({
    code: "WK605",
    exit,
    title: "Duplicate reputer",
    message: ({ address }) => `The reputer ${address} is named twice`,
    hint: () => "Name each reputer once",
  }),
  badEconomy: descriptor<{ name: string; value: string; wanted: string }>({
    code: "WK606",
    exit,
    title: "Economy setting out of range",
    message: ({ name, value, wanted }) =>
      `The economy's ${name} is ${value}, but must be ${wanted}`,
    hint: () => "The chain uses 600 blocks per epoch and about 5 seconds per block",
  }),
  tooManyEpochs: descriptor<{ epochs: number; limit: number }>({
    code: "WK607",
    exit,
    title: "Too many reward epochs",
    message: ({ epochs, limit }) =>
      `The replay spans ${grouped(epochs)} reward epochs, more than ${grouped(limit)}`,
    hint: () => "Raise the blocks per epoch or the seconds per block",
  }),
  badStakeField: descriptor<{ field: string; text: string; wanted: string }>({
    code: "WK611",
    exit,
    title: "Invalid field in a table of stake changes",
    message: ({ field, text, wanted }) =>
      `The ${field} is ${JSON.stringify(text)}, but must be ${wanted}`,
    hint: () => "Give time,participant,delta and, for delegated stake, target",
  }),
  badValueModel: descriptor<{ topic: string; kind: string; problem: string }>({
    code: "WK608",
    exit,
    title: "Inconsistent value kind of a topic",
    message: ({ topic, kind, problem }) =>
      `Topic ${topic} has values of the kind "${kind}": ${problem}`,
    hint: () =>
      "Set valueKind, classes and packingBase of the project's topic, or --value-kind, --classes and --packing-base",
  }),
  badTruthOfKind: descriptor<{
    topic: string;
    kind: string;
    wanted: string;
    count: number;
    text: string;
    timestamp: number;
  }>({
    code: "WK609",
    exit,
    title: "Truth outside the topic's value kind",
    message: ({ topic, kind, wanted, count, text, timestamp }) =>
      `Topic ${topic} has values of the kind "${kind}", so a truth must be ${wanted}, but ` +
      `${count === 1 ? "one is not" : `${count} are not`}; the first is ${text} at ${timestamp}`,
    hint: () => "Fix the truth, or set what the values are with the topic's valueKind and classes",
  }),
  badTopicField: descriptor<{ field: string; text: string; wanted: string }>({
    code: "WK610",
    exit,
    title: "Invalid field in a topic table",
    message: ({ field, text, wanted }) =>
      `${field} is ${JSON.stringify(text)}, but must be ${wanted}`,
    hint: () => "Fix the line, or leave the field empty to use what all topics share",
  }),
  noCadence: descriptor<{ topic: string; name: "inference" | "weight" }>({
    code: "WK614",
    exit,
    title: "Topic without a cadence",
    message: ({ topic, name }) => `Topic ${topic} has no ${name} cadence`,
    hint: ({ topic, name }) =>
      `Set ${name}_cadence in the line of topic ${topic}, or give --${name}-cadence SECONDS for all topics without one`,
  }),
  notStarted: descriptor<{ code: string }>({
    code: "WK613",
    exit: ExitCode.limit,
    title: "Run not started",
    message: ({ code }) =>
      `The run was not started: an earlier run of this topic crashed its thread (${code})`,
    hint: ({ code }) =>
      `Fix what the ${code} before it reports; until then the topic's weights stay unchanged`,
  }),
};
