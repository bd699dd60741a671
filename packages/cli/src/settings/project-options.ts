import type { Option } from "../core/command.js";

export const projectOption = {
  name: "project",
  short: "p",
  kind: "text",
  value: "DIR",
  summary: "the project's folder (default: this folder or the nearest one above with a project)",
  example: "--project topics/sf-traffic",
} as const satisfies Option;
