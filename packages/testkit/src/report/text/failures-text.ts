import type { FailureGroup, ReplaySummary } from "../../metrics/summary.js";
import { authorsFrame } from "../../runtime/trace/trace.js";
import { firstFailed, moreFailed } from "../failure-words.js";
import { counted } from "./numbers.js";
import type { TextOptions } from "./text-options.js";
import { safeLines, safeText } from "./untrusted.js";
import { utcTime } from "./utc.js";
import { truncate } from "./width.js";
import { wrap } from "./wrap.js";

const STDERR_LINES = 10;
const TRACE_FRAMES = 8;
const MAX_SHOWN = 5;

/** Why rounds failed, with what the guest printed; nothing when none did. */
export function failuresText({ failures, rounds }: ReplaySummary, options: TextOptions): string[] {
  if (failures.length === 0) return [];
  const title = options.style(counted(rounds.failed, "failed round"), "bad");
  const shown = failures.slice(0, MAX_SHOWN).flatMap((group) => groupText(group, options));
  const rest = failures.length - MAX_SHOWN;
  const more =
    rest > 0 ? [`  … and ${counted(rest, "other kind")} of failure (--json has them)`] : [];
  return [title, ...shown, ...more];
}

function groupText(
  group: FailureGroup,
  { style, width, tableWidth = width }: TextOptions,
): string[] {
  const { first } = group;
  const failure = first.failure;
  const more = moreFailed(group);
  const when = `${firstFailed(group)} at ${utcTime(first.blockTime)}${more === null ? "" : `, and ${more}`}`;
  const code = group.code === "" ? "" : `${group.code} `;
  const lines = wrap(`${code}${safeText(group.message)}`, width, "  ");
  lines.push(...wrap(`${when}; exit code ${first.exitCode}`, width, "    "));
  // What the author wrote comes first: the libraries that it called are rarely at fault.
  const trace = failure?.trace ?? [];
  const inside = authorsFrame(trace);
  if (inside > 0)
    lines.push(style(`    … ${counted(inside, "library function")} inside, not shown`, "dim"));
  for (const frame of trace.slice(inside, inside + TRACE_FRAMES)) {
    const { source } = frame;
    const name = safeText(frame.name ?? `function ${frame.functionIndex}`);
    const where =
      source === null
        ? `offset ${frame.offset}`
        : `${safeText(source.file)}:${source.line}:${source.column}`;
    lines.push(style(truncate(`    at ${name} (${where})`, tableWidth), "dim"));
  }
  const stderrLines = safeLines(first.stderr).filter((line) => line !== "");
  const cut = stderrLines.length - STDERR_LINES;
  if (cut > 0) lines.push(style(`    │ … ${counted(cut, "earlier line")}`, "dim"));
  for (const line of stderrLines.slice(-STDERR_LINES))
    lines.push(truncate(`    │ ${line}`, tableWidth));
  if (failure !== null && failure.hint !== "") {
    lines.push(...wrap(safeText(failure.hint), width, "    → "));
  }
  return lines;
}
