import { outputGroup } from "../../../core/common-options.js";
import type { OptionValues } from "../../../core/define.js";
import {
  historyOptions,
  valueKindOption,
  workersOption,
} from "../../../settings/history-options.js";

export const checkOptions = [
  { title: "History", options: [...historyOptions, workersOption, valueKindOption] },
  outputGroup,
] as const;

export type CheckValues = OptionValues<typeof checkOptions>;
