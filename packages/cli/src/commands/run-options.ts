import type { Option } from "./command.js";

/** Options of all commands that run weight logic against recorded truth. */
export const truthOptions: readonly Option[] = [
  {
    name: "truth-url",
    kind: "text",
    value: "URL",
    summary:
      "URL at which the logic asks for truth, with {timestamp} in it (default: the project's)",
    example: "--truth-url 'https://data.example/traffic/101?at={timestamp}'",
  },
  {
    name: "truth-pointer",
    kind: "text",
    value: "POINTER",
    summary: "JSON pointer to the value in the answer (default: the project's)",
    example: "--truth-pointer /delay",
  },
  {
    name: "permission",
    kind: "text",
    value: "PREFIX",
    summary:
      "URL prefix that the logic may ask, besides the project's or manifest's; may be repeated",
    example: "--permission https://data.example/",
  },
];

export const seedOption: Option = {
  name: "seed",
  kind: "integer",
  value: "N",
  summary: "seed of the randomness that the logic sees (default: 1)",
  example: "--seed 7",
};
