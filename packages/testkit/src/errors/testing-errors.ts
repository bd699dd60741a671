import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";

/** Mistakes in an author's own tests (WK480 to WK489). */
export const testingErrors = {
  noTruthRoute: descriptor({
    code: "WK480",
    exit: ExitCode.usage,
    title: "Truth without an address",
    message: () =>
      "The round has a truth, but the URL at which the weight logic requests it is not known",
    hint: () =>
      "Write `truth.url` and `truth.pointer` into weightkit.json, or give weightLogic a `truth: { url, pointer }`",
  }),
  badInference: descriptor<{ worker: string; value: string; wanted: string }>({
    code: "WK481",
    exit: ExitCode.usage,
    title: "Invalid inference for the topic",
    message: ({ worker, value, wanted }) =>
      `The inference ${value} of ${worker} cannot be sent: it must be ${wanted}`,
    hint: () =>
      'To test how the logic handles a malformed value, give the text that is sent as `{ raw: "…" }`',
  }),
  badSetTime: descriptor<{ timestamp: number; before: number }>({
    code: "WK482",
    exit: ExitCode.usage,
    title: "Set out of time order",
    message: ({ timestamp, before }) =>
      `The set at ${timestamp} is not newer than the one before it, at ${before}`,
    hint: () => "Give sets whole UNIX seconds in ascending order, or leave the times out",
  }),
} as const;
