import { descriptor } from "@weightkit/testkit/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/errors/exit-code";

/** Packing, verifying and publishing: WK7xx. */
export const packageErrors = {
  badEntryName: descriptor<{ name: string }>({
    code: "WK701",
    exit: ExitCode.usage,
    title: "Name that an archive cannot hold",
    message: ({ name }) => `${JSON.stringify(name)} cannot be a file name in an archive`,
    hint: () => "Use at most 100 bytes, relative, without .. and without a leading slash",
  }),
  badArchive: descriptor<{ reason: string }>({
    code: "WK702",
    exit: ExitCode.usage,
    title: "Archive that cannot be read",
    message: ({ reason }) => `The archive cannot be read: ${reason}`,
    hint: () => "Build the package again with `weightkit build`",
  }),
  mismatch: descriptor<{ what: string; expected: string; found: string }>({
    code: "WK703",
    exit: ExitCode.differs,
    title: "Package that does not fit together",
    message: ({ what, expected, found }) => `${what} is ${found}, but should be ${expected}`,
    hint: () => "A node would refuse this package; build it again with `weightkit build`",
  }),
  badManifest: descriptor<{ field: string; reason: string }>({
    code: "WK704",
    exit: ExitCode.usage,
    title: "Manifest that a node would refuse",
    message: ({ field, reason }) => `The manifest's ${field} ${reason}`,
    hint: () => "Build the package again with `weightkit build`",
  }),
} as const;
