import { descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { grouped } from "@weightkit/testkit/internal/errors/grouped";
import { suggested } from "@weightkit/testkit/internal/errors/suggested";

const exit = ExitCode.usage;

/** Files that are read and written, and stdout: WK1xx. */
export const fileErrors = {
  unreadableFile: descriptor<{
    what: string;
    path: string;
    reason: string;
    suggestion: string | null;
  }>({
    code: "WK111",
    exit,
    title: "Unreadable file",
    message: ({ what, path, reason }) => `Cannot read ${what} ${path}: ${reason}`,
    hint: ({ path, suggestion }) =>
      `${suggested(suggestion)}Check that ${path} exists, is a file and may be read`,
  }),
  notText: descriptor<{ what: string; path: string; found: string | null }>({
    code: "WK158",
    exit,
    title: "Input file in an unsupported format",
    message: ({ what, path, found }) =>
      `Cannot read ${what} ${path}: it is ${found === null ? "" : `${found}, `}not UTF-8 text`,
    hint: ({ path }) => `Save ${path} as plain text in UTF-8`,
  }),
  inputTooLarge: descriptor<{ what: string; path: string; limit: number }>({
    code: "WK117",
    exit: ExitCode.limit,
    title: "Input file too large",
    message: ({ what, path, limit }) =>
      `Cannot read ${what} ${path}: it is larger than ${grouped(limit)} bytes`,
    hint: ({ path }) => `Check that ${path} is the right file, and not a device or an endless pipe`,
  }),
  unwritableOutput: descriptor<{ reason: string }>({
    code: "WK118",
    exit: ExitCode.output,
    title: "Unwritable result",
    message: ({ reason }) => `The result could not be written to stdout: ${reason}`,
    hint: () =>
      "Let the reading program read to the end, or write to a file on a disk with free space",
  }),
  unwritableFile: descriptor<{ path: string; reason: string }>({
    code: "WK112",
    exit,
    title: "Unwritable file",
    message: ({ path, reason }) => `Cannot write ${path}: ${reason}`,
    hint: () => "Check the folder's permissions and the free space, or write elsewhere",
  }),
  otherKind: descriptor<{ file: string; kind: string }>({
    code: "WK170",
    exit,
    title: "Output file of another kind",
    message: ({ file, kind }) =>
      `${file} is not ${kind} and would be overwritten; nothing was written`,
    hint: () => "Name another file, or remove this one first",
  }),
  wouldOverwrite: descriptor<{ files: readonly string[] }>({
    code: "WK114",
    exit,
    title: "Output file with other contents",
    message: ({ files }) =>
      `${files.join(" and ")} would be overwritten with other data; nothing was written`,
    hint: () => "Write to another folder with --out, or give --force to replace the old data",
  }),
  noCurrentFolder: descriptor<{ reason: string }>({
    code: "WK169",
    exit,
    title: "Current folder that cannot be used",
    message: ({ reason }) => `The current folder cannot be used: ${reason}`,
    hint: () =>
      "It was removed or replaced while this shell was in it, or may not be read. Go to one that exists: `cd ..`, or `cd` and its path again",
  }),
  overInput: descriptor<{ files: readonly string[] }>({
    code: "WK115",
    exit,
    title: "Output over the input",
    message: ({ files }) => `The input would be overwritten: ${files.join(" and ")}`,
    hint: () => "Write to another folder with --out",
  }),
} as const;
