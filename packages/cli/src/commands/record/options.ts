import type { Values } from "../../core/define.js";
import {
  blockTimeOption,
  limitOptions,
  pathArgument,
  payloadOption,
  permissionOption,
  seedOption,
} from "../../settings/run-options.js";

export const recordArguments = [pathArgument] as const;

export const recordOptions = [
  { title: "Round", options: [payloadOption, blockTimeOption, seedOption, permissionOption] },
  { title: "Limits", options: limitOptions },
  {
    title: "Output",
    options: [
      {
        name: "out",
        short: "o",
        kind: "text",
        value: "FILE",
        default: "history/exchanges.json",
        summary: "file to append to",
        example: "--out history/exchanges.json",
      },
    ],
  },
] as const;

export type RecordValues = Values<typeof recordArguments, typeof recordOptions>;
