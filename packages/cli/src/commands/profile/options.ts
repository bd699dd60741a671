import { jsonOption } from "../../core/common-options.js";
import type { Values } from "../../core/define.js";
import {
  debugOption,
  limitOptions,
  pathArgument,
  roundGroups,
} from "../../settings/run-options.js";

export const profileArguments = [pathArgument] as const;

export const profileOptions = [
  ...roundGroups,
  { title: "Build and limits", options: [...limitOptions, debugOption] },
  {
    title: "Output",
    options: [
      {
        name: "speedscope",
        kind: "text",
        value: "FILE",
        summary: "write the profile for speedscope.app",
        example: "--speedscope profile.json",
      },
      {
        name: "collapsed",
        kind: "text",
        value: "FILE",
        summary: "write the profile as collapsed stacks, for flame graph tools",
        example: "--collapsed profile.txt",
      },
      jsonOption,
    ],
  },
] as const;

export type ProfileValues = Values<typeof profileArguments, typeof profileOptions>;
