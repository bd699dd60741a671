import { wrap, definitions } from "../../core/help-layout.js";
import type { Colors } from "../../ui/ui.js";
import type { Explanation } from "./explanation.js";
import type { ErrorRow } from "../../errors/rows.js";

/** All codes with their titles. */
export function listText(rows: readonly ErrorRow[], colors: Colors, width: number): string {
  const terms = rows.map(({ code, title }) => ({ term: code, text: title }));
  return definitions(terms, colors, width).join("\n");
}

/** A code for people: the error as it is shown, why, an example and what is right. */
export function explainText(
  { code, exit, title, message, hint }: ErrorRow,
  explanation: Explanation | null,
  docs: string,
  colors: Colors,
  width: number,
): string {
  const prose = (text: string): string[] => wrap(text, width - 2).map((line) => `  ${line}`);
  const block = (heading: string, lines: readonly string[]): string[] => [
    "",
    colors.bold(heading),
    ...lines,
  ];
  const lines = [`${colors.red(code)} ${colors.bold(title)} (exit code ${exit})`];
  lines.push(...block("Message", prose(message)));
  if (explanation !== null) {
    const { why, example, right } = explanation;
    lines.push(...block("Why", prose(why)));
    const files = Object.entries(example.files ?? {}).flatMap(([path, text]) => [
      `  ${colors.dim(`${path}:`)}`,
      ...verbatim(text),
    ]);
    lines.push(...block("Example", [...files, `  ${colors.cyan(`$ ${example.command}`)}`]));
    lines.push(...block("Right", verbatim(right)));
  }
  lines.push(...block("What to do", prose(hint)), "", `  ${docs}`);
  return lines.join("\n");
}

/** Text of a file, line by line as it is: a value is never broken. */
function verbatim(text: string): string[] {
  const trimmed = text.trimEnd();
  return trimmed === "" ? ["    (empty)"] : trimmed.split("\n").map((line) => `    ${line}`);
}
