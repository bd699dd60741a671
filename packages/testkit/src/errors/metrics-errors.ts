import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";

/** WK650-WK669: measuring a replay. */
export const metricsErrors = {
  noStart: descriptor<{ kind: string }>({
    code: "WK650",
    exit: ExitCode.internal,
    title: "Facts without a start",
    message: ({ kind }) => `a fact stream begins with "started", but this one has "${kind}" first`,
    hint: () => "pass every fact of a replay, from its first on, to the folder",
  }),
};
