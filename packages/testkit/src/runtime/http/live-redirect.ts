import { isAllowed } from "../blockless/permission.js";
import type { HttpRequest } from "./http-exchange.js";
import { redactUrl } from "./redact.js";

/** Hops that a node follows (reqwest's default). */
export const MAX_REDIRECTS = 10;

/**
 * Why a URL must not be asked on this machine, or null when it may. It is judged as it will be sent, with `..` and `%2e%2e`
 * resolved: a node compares the text only.
 */
export function refusal(url: string, permissions: readonly string[]): string | null {
  const sent = normalized(url);
  if (sent === null) return "it is not a URL";
  const allowed = permissions.some(
    (one) => isAllowed(sent, [one]) || isAllowed(sent, [normalized(one) ?? one]),
  );
  return allowed
    ? null
    : `it goes to ${redactUrl(sent)}, which no permission allows; a node would send it there`;
}

/**
 * The request that a redirect leads to, or why it is not followed. Only GET goes to another origin, without the logic's own
 * headers: a body and secrets stay where the logic sent them.
 */
export function redirected(
  request: HttpRequest,
  status: number,
  location: string,
  permissions: readonly string[],
): HttpRequest | string {
  const from = new URL(request.url);
  if (!URL.canParse(location, from.href))
    return `it is redirected to ${location}, which is not a URL`;
  const to = new URL(location, from);
  const no = refusal(to.href, permissions);
  if (no !== null) return `redirected: ${no}`;
  const keeps = status === 307 || status === 308;
  const elsewhere = to.origin !== from.origin;
  if (elsewhere && keeps && request.method === "POST") {
    return `its POST is redirected to another host, ${to.origin}; a node would send the body there`;
  }
  const method = keeps ? request.method : "GET";
  return {
    ...request,
    ...{ method, url: to.href, body: method === "GET" ? null : request.body },
    headers: elsewhere ? {} : request.headers,
  };
}

function normalized(url: string): string | null {
  return URL.canParse(url) ? new URL(url).href : null;
}
