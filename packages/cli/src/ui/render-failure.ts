import { counted } from "@weightkit/testkit/internal/report/text/numbers";
import { authorsFrame } from "@weightkit/testkit/internal/runtime/trace/trace";
import type { Failure, Frame } from "@weightkit/testkit/internal/runtime/failure";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { helpLines } from "./render-error.js";
import { PLAIN_LAYOUT, type Colors, type ErrorLayout } from "./ui.js";
import { hanging } from "./wrap.js";

const FRAMES = 12;

/** Why a run failed, with the guest's stack, for people. */
export function renderFailure(
  failure: Failure,
  colors: Colors,
  layout: ErrorLayout = PLAIN_LAYOUT,
): string {
  const head = colors.red(`error ${failure.code}`);
  const lines = hanging(`${head}: ${safeText(failure.message)}`, layout.width, "  ");
  if (failure.codeFrame !== undefined) lines.push(indented(failure.codeFrame));
  // What the author wrote comes first: the libraries that it called are rarely at fault.
  const inside = authorsFrame(failure.trace);
  if (inside > 0)
    lines.push(colors.dim(`    … ${counted(inside, "library function")} inside, not shown`));
  for (const frame of failure.trace.slice(inside, inside + FRAMES))
    lines.push(colors.dim(`    ${frameText(frame)}`));
  lines.push(...helpLines(failure.code, failure.hint, colors, layout));
  return `${lines.join("\n")}\n`;
}

function frameText({ name, functionIndex, offset, source }: Frame): string {
  const where =
    source === null
      ? `offset ${offset}`
      : `${safeText(source.file)}:${source.line}:${source.column}`;
  return `at ${safeText(name ?? `function ${functionIndex}`)} (${where})`;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
