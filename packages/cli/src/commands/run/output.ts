import { redactUrl } from "@weightkit/testkit/internal/runtime/http/redact";
import type { HttpExchange } from "@weightkit/testkit/internal/runtime/http/http-exchange";
import type { RoundResult } from "./payload.js";
import { count, counted } from "@weightkit/testkit/internal/report/text/numbers";
import { renderFailure } from "../../ui/render-failure.js";
import type { Colors, Ui } from "../../ui/ui.js";

/** The `--json` document of `weightkit run`. */
export function runDocument({ outcome, stored, failure, notes, blockTime }: RoundResult): object {
  return {
    format: "weightkit.run",
    version: 1,
    ok: failure === null,
    blockTime,
    exitCode: outcome.exitCode,
    fuel: outcome.fuel,
    memoryPages: outcome.memoryPages,
    stdout: text(outcome.stdout),
    stderr: text(outcome.stderr),
    stored: stored === null ? null : Object.fromEntries(stored),
    failure,
    notes,
    requests: outcome.exchanges.map(request),
  };
}

/** Shows what the logic wrote to its stderr, and why it failed. */
export function showGuest({ outcome, failure }: RoundResult, ui: Ui): void {
  ui.guest(outcome.stderr);
  if (failure !== null) ui.note(renderFailure(failure, ui.err, ui.errorLayout).trimEnd());
}

/** One line about how the run went. */
export function runNotes({ outcome, notes, failure }: RoundResult, colors: Colors): string {
  const fuel = outcome.fuel === null ? "" : `, fuel ${count(outcome.fuel)}`;
  const pages = `${counted(outcome.memoryPages, "page")} of memory`;
  const state = failure === null ? colors.green("ok") : colors.red("failed");
  const line = `${state}: exit code ${outcome.exitCode}${fuel}, ${pages}`;
  return [...notes.map((note) => `${colors.yellow("note")}: ${note}`), line].join("\n");
}

function request({ request: asked, response, refused }: HttpExchange): object {
  return {
    method: asked.method,
    url: redactUrl(asked.url),
    status: response?.status ?? null,
    refused,
  };
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}
