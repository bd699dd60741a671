import type { Colors } from "../../ui/ui.js";

/** The files of a new project and what to do next. */
export function startedText(
  name: string,
  template: string,
  files: readonly string[],
  colors: Colors,
): string {
  const ownTests = files.includes("package.json") ? ["npm install", "npm test"] : [];
  const steps = [`cd ${name}`, "weightkit build", "weightkit replay", ...ownTests];
  return [
    `${colors.green(name)} started from ${template}`,
    ...files.map((file) => `  ${name}/${file}`),
    "",
    "Next:",
    ...steps.map((step) => `  ${colors.cyan(step)}`),
  ].join("\n");
}

/** One template a line. */
export function templatesText(templates: readonly { name: string; description: string }[]): string {
  const width = Math.max(...templates.map((one) => one.name.length));
  return templates.map((one) => `${one.name.padEnd(width)}  ${one.description}`).join("\n");
}
