import { jsonOption } from "../../core/common-options.js";
import type { Option } from "../../core/command.js";
import type { Values } from "../../core/define.js";
import { historyOptions, topicOption } from "../../settings/history-options.js";
import {
  limitOptions,
  pathArgument,
  seedOption,
  truthOptions,
} from "../../settings/run-options.js";
import { chainOptions, lossScaleOption, payloadOptions, warmUpOption } from "../replay/options.js";

export const snapshotArguments = [pathArgument] as const;

const fileOptions = [
  {
    name: "file",
    kind: "text",
    value: "FILE",
    summary: "the snapshot (default: weightkit.snapshot in the project's folder)",
    example: "--file snapshots/traffic.txt",
  },
  {
    name: "check",
    kind: "flag",
    summary: "compare with the snapshot instead of writing it (exit code 5 on a difference)",
    example: "--check",
  },
  {
    name: "tolerance",
    kind: "text",
    value: "PART",
    summary:
      "how far errors, fuel, memory and size may differ, relative to the snapshot: 0.02 or 2% (default: not at all)",
    example: "--tolerance 2%",
    needs: [{ option: "check", why: "Only a comparison has a tolerance: add --check" }],
  },
  {
    name: "markdown",
    kind: "text",
    value: "FILE",
    summary: "write the comparison as Markdown, for a job's summary or a comment",
    example: "--markdown difference.md",
    needs: [{ option: "check", why: "Markdown is written of a comparison: add --check" }],
  },
] as const satisfies readonly Option[];

export const snapshotOptions = [
  { title: "Snapshot", options: fileOptions },
  { title: "History", options: [...historyOptions, topicOption] },
  { title: "Topic and chain", options: chainOptions },
  { title: "Values and payload", options: [...payloadOptions, warmUpOption, lossScaleOption] },
  { title: "Truth", options: truthOptions },
  { title: "Limits", options: [...limitOptions, seedOption] },
  { title: "Output", options: [jsonOption] },
] as const;

export type SnapshotValues = Values<typeof snapshotArguments, typeof snapshotOptions>;
