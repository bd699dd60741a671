import type { Option } from "./command.js";

/** The option of every command. */
export const helpOption = {
  name: "help",
  short: "h",
  kind: "flag",
  summary: "show this help",
  example: "--help",
} as const satisfies Option;

export const jsonOption = {
  name: "json",
  kind: "flag",
  summary: "print the result as one JSON document",
  example: "--json",
} as const satisfies Option;

/** Of commands whose result has a page. */
export const htmlOption = {
  name: "html",
  kind: "text",
  value: "FILE",
  summary: "write a report as one self-contained page",
  writes: "an HTML page",
  example: "--html report.html",
} as const satisfies Option;

/** For commands that print a result and write nothing else. */
export const outputGroup = { title: "Output", options: [jsonOption] } as const;
