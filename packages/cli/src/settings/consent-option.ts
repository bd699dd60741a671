import type { Option } from "../core/command.js";

/** Of commands that may run a project's own build command. */
export const consentOption = {
  name: "yes",
  short: "y",
  kind: "flag",
  summary: "run the project's own build command without asking",
  example: "--yes",
} as const satisfies Option;
