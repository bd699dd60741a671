import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";

/** WK167-WK169: adversaries of a project. */
export const attackErrors = {
  adversarySyntax: descriptor<{ why: string }>({
    code: "WK167",
    exit: ExitCode.usage,
    title: "Unreadable adversary",
    message: ({ why }) => `This is not TypeScript: ${why}`,
    hint: () => "Fix the line that is named; `npx -p typescript tsc --noEmit` checks the types too",
  }),
  adversaryName: descriptor<{ name: string; other: string }>({
    code: "WK168",
    exit: ExitCode.usage,
    title: "Duplicate adversary name",
    message: ({ name, other }) => `There are two adversaries called ${name}: this one and ${other}`,
    hint: () => "Rename the file and the adversary's name in it",
  }),
} as const;
