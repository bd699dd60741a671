import { outputGroup } from "../../core/common-options.js";
import type { Argument } from "../../core/command.js";
import type { Values } from "../../core/define.js";

export const newArguments = [
  {
    name: "NAME",
    summary: "name of the project and its folder: lower-case letters, digits and dashes",
    required: false,
  },
] as const satisfies readonly Argument[];

export const newOptions = [
  {
    title: "Project",
    options: [
      {
        name: "template",
        short: "t",
        kind: "text",
        value: "TEMPLATE",
        summary: "what to start from; `--template list` prints all",
        example: "--template ema-absolute-error",
        otherwise: "ema-absolute-error",
        names: "templates",
      },
    ],
  },
  outputGroup,
] as const;

export type NewValues = Values<typeof newArguments, typeof newOptions>;
