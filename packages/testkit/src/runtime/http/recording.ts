import type { HttpAnswerer, HttpExchange, HttpRequest, HttpResponse } from "./http-exchange.js";
import { redactHeaders, redactUrl } from "./redact.js";

/** Version of the recording file's shape. */
export const RECORDING_VERSION = 1;

/** One real exchange, with its secrets redacted. */
export interface RecordedExchange {
  /** Block time of the round that asked, UNIX seconds: the answer is not known to earlier rounds. */
  readonly availableAt: number;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

export type Recording = readonly RecordedExchange[];

/** What a run asked and got, to be appended to a recording; what nobody answered or was refused is left out. */
export function recordExchanges(exchanges: readonly HttpExchange[], blockTime: number): Recording {
  return exchanges.flatMap(({ request, response }) =>
    response === null
      ? []
      : [
          {
            availableAt: blockTime,
            request: {
              ...{ method: request.method, url: redactUrl(request.url) },
              ...{ headers: redactHeaders(request.headers), body: request.body },
            },
            response: { ...response, headers: redactHeaders(response.headers) },
          },
        ],
  );
}

/**
 * Answers what was recorded: same method, URL and body, whatever the headers; of several answers the newest that was
 * known at the block time. What was not recorded by then is not answered (null).
 */
export function recordingAnswerer(recording: Recording): HttpAnswerer {
  const byRequest = new Map<string, RecordedExchange[]>();
  for (const exchange of recording) {
    const key = keyOf(exchange.request);
    const known = byRequest.get(key);
    if (known === undefined) byRequest.set(key, [exchange]);
    else known.push(exchange);
  }
  // Stable, so that of answers of one time the last recorded stays last.
  for (const known of byRequest.values()) known.sort((a, b) => a.availableAt - b.availableAt);
  return (request, blockTime) => {
    const known = byRequest.get(keyOf(request)) ?? [];
    return known.findLast(({ availableAt }) => availableAt <= blockTime)?.response ?? null;
  };
}

function keyOf({ method, url, body }: HttpRequest): string {
  return JSON.stringify([method, redactUrl(url), body]);
}
