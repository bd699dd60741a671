import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault, type WeightkitError } from "../../errors/weightkit-error.js";
import type { HttpExchange } from "./http-exchange.js";
import { redactUrl } from "./redact.js";

/** A request that nothing answered fails a run that otherwise went well; null when there is none. */
export function unansweredIn(exchanges: readonly HttpExchange[]): WeightkitError | null {
  const found = exchanges.find(({ response, refused }) => response === null && !refused);
  if (found === undefined) return null;
  const { method } = found.request;
  const url = redactUrl(found.request.url);
  return found.why === undefined
    ? fault(runtimeErrors.httpUnanswered, { method, url })
    : fault(runtimeErrors.httpFailed, { method, url, why: found.why });
}
