import type { TruthColumns } from "../history/history.js";
import { knownTruthRow } from "../history/truth-lookup.js";
import type { HttpAnswerer, HttpResponse } from "../runtime/http/http-exchange.js";
import { utf8 } from "../numbers/bytes.js";
import { wrapAtPointer } from "../runtime/http/json-pointer.js";

export interface TruthRoute {
  /** URL with `{timestamp}` where the inferences' UNIX seconds go. */
  readonly url: string;
  /** RFC 6901 pointer to the value in the answer's JSON, e.g. `/data/delay`; without a slash one plain key. */
  readonly pointer: string;
}

const HEADERS = { "content-type": "application/json" };

/**
 * Answers a truth table's URL as a data provider would have at the block time: 200 with a JSON body that holds the value
 * at the pointer once `availableAt` is reached; else 404, with the same bytes whether the truth comes later or never, so that the future does not show. Other URLs and POST are not answered (null).
 */
export function truthAnswerer(truth: TruthColumns, { url, pointer }: TruthRoute): HttpAnswerer {
  const pattern = templatePattern(url);
  const wrap = wrapAtPointer(pointer);
  const notFound = answer(404, { error: "no value for this timestamp" });
  return (request, blockTime) => {
    if (request.method !== "GET") return null;
    const timestamp = pattern.exec(request.url)?.[1];
    if (timestamp === undefined) return null;
    const row = knownTruthRow(truth, Number(timestamp), blockTime);
    if (row < 0) return notFound;
    const value = truth.texts?.[row] ?? truth.values[row] ?? NaN;
    return typeof value === "number" && !Number.isFinite(value)
      ? notFound
      : answer(200, wrap(value));
  };
}

/** Tries each answerer in turn until one answers. */
export function firstOf(...answerers: readonly HttpAnswerer[]): HttpAnswerer {
  return (request, blockTime, asking) => {
    for (const answerer of answerers) {
      const response = answerer(request, blockTime, asking);
      if (response !== null) return response;
    }
    return null;
  };
}

function templatePattern(url: string): RegExp {
  const [first = "", ...rest] = url.split("{timestamp}").map(escape);
  const [second, ...more] = rest;
  if (second === undefined) return new RegExp(`^${first}()$`);
  // Further occurrences must repeat the first one's timestamp.
  return new RegExp(`^${first}(\\d{1,16})${[second, ...more].join("\\1")}$`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function answer(status: number, body: unknown): HttpResponse {
  return { status, headers: HEADERS, body: utf8(JSON.stringify(body)) };
}
