import type { Argument } from "../../core/command.js";
import { outputGroup } from "../../core/common-options.js";
import type { Values } from "../../core/define.js";
import { cidProfileOption } from "../../settings/cid-option.js";
import { projectOption } from "../../settings/project-options.js";

export const topicArguments = [
  {
    name: "ACTION",
    summary: "show the transactions (default), or compare with the chain's topic",
    required: false,
    choices: ["show", "diff"],
  },
  { name: "FILE", summary: "for diff: a topic exported from the chain, as JSON", required: false },
] as const satisfies readonly Argument[];

export const topicOptions = [
  {
    title: "Topic",
    options: [
      projectOption,
      {
        name: "creator",
        kind: "text",
        value: "ADDRESS",
        summary: "who creates the topic; checked, and written into the transaction",
        example: "--creator allo13m4fhx6349cdqe7j0j26yd7qa78m453w80v76j",
      },
      {
        name: "topic-id",
        kind: "integer",
        value: "ID",
        minimum: 1,
        summary: "the id that the chain assigned, for the transactions after the first",
        example: "--topic-id 7",
      },
      cidProfileOption,
    ],
  },
  outputGroup,
] as const;

export type TopicValues = Values<typeof topicArguments, typeof topicOptions>;
