import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { count, counted } from "@weightkit/testkit/internal/report/text/numbers";

/** WK155-WK157: `weightkit snapshot`. */
export const snapshotErrors = {
  noSnapshot: descriptor<{ file: string }>({
    code: "WK155",
    exit: ExitCode.usage,
    title: "Missing snapshot",
    message: ({ file }) => `There is no snapshot ${file} to compare with`,
    hint: () => "Write it with `weightkit snapshot`, look at it, and commit it",
  }),
  badSnapshot: descriptor<{ reason: string }>({
    code: "WK156",
    exit: ExitCode.usage,
    title: "Invalid snapshot",
    message: ({ reason }) => `This line of the snapshot cannot be read: ${reason}`,
    hint: () => "Write it again with `weightkit snapshot`; it is not meant to be edited",
  }),
  differs: descriptor<{ file: string; different: number; of: number }>({
    code: "WK157",
    exit: ExitCode.differs,
    title: "Snapshot mismatch",
    message: ({ file, different, of }) =>
      `${counted(different, "value differs", "values differ")} from ${file}, of ${count(of)}`,
    hint: () =>
      "If the change is wanted, write the snapshot again with `weightkit snapshot` and commit it; --tolerance PART allows small changes",
  }),
} as const;
