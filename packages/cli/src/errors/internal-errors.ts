import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";

/** Bugs of ours: WK9xx. */
export const internalErrors = {
  unexpected: descriptor<{ reason: string }>({
    code: "WK900",
    exit: ExitCode.internal,
    title: "Bug in weightkit",
    message: ({ reason }) => `Unexpected error: ${reason}`,
    hint: () =>
      "This is a bug in weightkit: please report it with the command, this message and `weightkit --version`. Run again with WEIGHTKIT_DEBUG=1 for a stack trace to attach",
  }),
} as const;
