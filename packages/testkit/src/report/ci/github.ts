import { safeLines } from "../text/untrusted.js";
import type { Outcome } from "./outcome.js";

/** GitHub shows at most ten errors of a step; the rest would be dropped silently. */
const MOST = 10;

/**
 * GitHub Actions workflow commands, one line for each problem: shown next to the code where it has a place.
 * Nothing in a message can end its line and begin another command.
 *
 * Source: GitHub docs, "Workflow commands for GitHub Actions"; escaping as in actions/toolkit's `command.ts`.
 */
export function githubAnnotations(outcomes: readonly Outcome[]): string {
  const problems = outcomes.flatMap(({ suite, name, problem }) =>
    problem === null ? [] : [{ suite, name, problem }],
  );
  const lines = problems.slice(0, MOST).map(({ suite, name, problem }) => {
    const { code, message, details, place } = problem;
    const properties = {
      file: place?.file,
      line: place?.line ?? place?.row,
      col: place?.column,
      title: `${code} ${suite}: ${name}`.trim(),
    };
    const fields = Object.entries(properties)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}=${property(String(value))}`)
      .join(",");
    return `::error ${fields}::${data(`${message}\n${details}`)}\n`;
  });
  for (const { suite, name, notable, problem } of outcomes) {
    if (notable !== true || problem !== null) continue;
    lines.push(`::notice title=${property(suite)}::${data(name)}\n`);
  }
  const rest = problems.length - MOST;
  if (rest > 0) lines.push(`::error title=weightkit::${rest} more problems are not shown\n`);
  return lines.join("");
}

function data(text: string): string {
  return safeLines(text)
    .join("\n")
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
