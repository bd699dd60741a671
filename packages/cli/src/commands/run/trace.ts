import type { Logic } from "@weightkit/testkit/internal/logic/logic";
import { Labels } from "@weightkit/testkit/internal/profile/labels";
import { tracedCalls, type TracedCall } from "@weightkit/testkit/internal/profile/traced-calls";
import { count, counted } from "@weightkit/testkit/internal/report/text/numbers";
import { safeLines, safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { truncateMiddle } from "@weightkit/testkit/internal/report/text/width";
import type { HttpExchange } from "@weightkit/testkit/internal/runtime/http/http-exchange";
import { redactUrl } from "@weightkit/testkit/internal/runtime/http/redact";
import type { Colors } from "../../ui/ui.js";
import type { RoundResult } from "./payload.js";

/** Lines that each part shows. */
const MAX_LINES = 60;
/** Part of the round's fuel below which a call is left out. */
const LEAST = 0.005;
const MAX_BODY = 200;

/** All that a round did: requests, logs, calls by function with fuel, and what the chain stores. */
export function traceText(
  { outcome, stored, blockTime }: RoundResult,
  logic: Logic,
  colors: Colors,
  width: number,
): string[] {
  const { exchanges, stderr, profile, fuel } = outcome;
  const used = fuel === null ? "" : `, ${count(fuel)} fuel`;
  const logs = safeLines(Buffer.from(stderr).toString("utf8")).filter((line) => line !== "");
  const calls = profile === undefined ? [] : tracedCalls(profile, new Labels(logic, profile));
  return [
    `${colors.bold(safeText(logic.name))} at block time ${blockTime}${used}`,
    ...part("requests", exchanges.flatMap(requestLines), colors),
    ...part("logs", logs, colors),
    ...part("calls, with the fuel of what they call", callLines(calls, fuel ?? 0, width), colors),
    ...part("stored on chain", storedLines(stored), colors),
  ];
}

function part(title: string, lines: readonly string[], colors: Colors): string[] {
  const shown = lines.slice(0, MAX_LINES).map((line) => `    ${line}`);
  const rest = lines.length - shown.length;
  if (lines.length === 0) shown.push("    none");
  if (rest > 0) shown.push(`    … and ${counted(rest, "line")} more (--json has all)`);
  return [`  ${colors.bold(title)}`, ...shown];
}

function requestLines({ request, response, refused, why }: HttpExchange): string[] {
  const asked = `${request.method} ${safeText(redactUrl(request.url))}`;
  if (refused) return [`${asked} -> refused: no permission allows it`];
  if (response === null)
    return [`${asked} -> no answer${why === undefined ? "" : `: ${safeText(why)}`}`];
  const body = Buffer.from(response.body).toString("utf8");
  const shown = safeText(body.length > MAX_BODY ? `${body.slice(0, MAX_BODY)}…` : body);
  return [`${asked} -> ${response.status} ${shown}`.trimEnd()];
}

function callLines(calls: readonly TracedCall[], fuel: number, width: number): string[] {
  const shown = calls.filter((call) => call.fuel >= fuel * LEAST);
  const column = Math.max(0, ...shown.map((call) => count(call.fuel).length));
  const lines = shown.map((call) => {
    const times = call.calls === 1 ? "" : ` ×${count(call.calls)}`;
    const indent = "  ".repeat(Math.min(call.depth, 20));
    const room = Math.max(16, width - column - indent.length - times.length - 7);
    return `${count(call.fuel).padStart(column)}  ${indent}${truncateMiddle(safeText(call.name), room)}${times}`;
  });
  const hidden = calls.length - shown.length;
  const note = `… and ${counted(hidden, "call")} of less than ${LEAST * 100}% of the fuel each`;
  return hidden === 0 ? lines : [...lines.slice(0, MAX_LINES - 1), note];
}

function storedLines(stored: RoundResult["stored"]): string[] {
  if (stored === null) return ["nothing: the output is not taken"];
  return Array.from(stored, ([worker, weight]) =>
    weight === 0 ? `${safeText(worker)} removed` : `${safeText(worker)} ${count(weight)}`,
  );
}
