import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { grouped } from "@weightkit/testkit/internal/errors/grouped";

/** Comparison of engines: WK14x. */
export const engineErrors = {
  enginesDiffer: descriptor<{
    engines: string;
    blockTime: number;
    what: string;
    values: readonly [string, string];
    more: number;
    /** Why the engines may differ without the logic's doing, or null. */
    incomparable: string | null;
  }>({
    code: "WK140",
    exit: ExitCode.differs,
    title: "Disagreement between engines",
    message: ({ engines, blockTime, what, values: [one, other], more }) =>
      `${engines} differ in the round at ${blockTime}: ${what} is ${one} against ${other}${more === 0 ? "" : `, and ${grouped(more)} more rounds differ`}`,
    hint: ({ incomparable }) =>
      incomparable ??
      "Logic that depends on the engine (randomness, clock, addresses, NaN bits) gives different weights on different nodes; `weightkit run --cross-check` on one payload shows more",
  }),
} as const;
