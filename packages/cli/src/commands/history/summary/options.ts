import { outputGroup } from "../../../core/common-options.js";
import type { OptionValues } from "../../../core/define.js";
import { historyOptions, topicOption, workersOption } from "../../../settings/history-options.js";

export const summaryOptions = [
  { title: "History", options: [...historyOptions, topicOption, workersOption] },
  outputGroup,
] as const;

export type SummaryValues = OptionValues<typeof summaryOptions>;
