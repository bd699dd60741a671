import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";

/** WK650-WK669: measuring a replay. */
export const metricsErrors = {
  noStart: descriptor<{ kind: string }>({
    code: "WK650",
    exit: ExitCode.internal,
    title: "Facts without a start",
    message: ({ kind }) =>
      `A fact stream begins with "started", but this one begins with "${kind}"`,
    hint: () => "Pass every fact of a replay, starting with the first, to the accumulator",
  }),
};
