import type { Argument } from "../../core/command.js";
import { outputGroup } from "../../core/common-options.js";
import type { Values } from "../../core/define.js";

export const explainArguments = [
  {
    name: "CODE",
    summary: "the code of an error or a warning, e.g. WK503 (default: list all codes)",
    required: false,
    names: "codes",
  },
] as const satisfies readonly Argument[];

export const explainOptions = [outputGroup] as const;

export type ExplainValues = Values<typeof explainArguments, typeof explainOptions>;
