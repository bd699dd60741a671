import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";

/** Faults of one round in hand (WK470 to WK479). */
export const roundErrors = {
  badFixture: descriptor<{ what: string }>({
    code: "WK470",
    exit: ExitCode.usage,
    title: "Invalid round fixture",
    message: ({ what }) => `The round fixture cannot be read: ${what}`,
    hint: () => "`weightkit replay --save-round ROUND DIR` writes this file; save the round again",
  }),
  roundDiffers: descriptor<{ differences: readonly string[] }>({
    code: "WK471",
    exit: ExitCode.differs,
    title: "Round that differs from its fixture",
    message: ({ differences }) => `The round differs from its fixture: ${differences.join("; ")}`,
    hint: () =>
      "If the change is meant, save the round again with `weightkit replay --save-round`; else compare the two outputs",
  }),
} as const;
