import type { HttpRequest } from "../http/http-exchange.js";
import { HttpError } from "./http-error.js";

/**
 * Reads the options of `http_req` in the order in which bls-runtime 0.6 refuses them.
 * @returns the request, or the error number that the guest gets
 */
export function parseHttpOptions(url: string, options: string): HttpRequest | number {
  const parsed = parseObject(options);
  if (parsed === null) return HttpError.requestError;
  const method = field(parsed, "method");
  if (typeof method !== "string") return HttpError.requestError;
  const headers = parseHeaders(field(parsed, "headers"));
  if (headers === null) return HttpError.headersValidation;
  const body = field(parsed, "body");
  const verb = method.toUpperCase();
  if (verb !== "GET" && verb !== "POST") return HttpError.requestError;
  return { method: verb, url, headers, body: typeof body === "string" ? body : null };
}

/** `headers` is a text that itself holds a JSON object of texts. */
function parseHeaders(value: unknown): Readonly<Record<string, string>> | null {
  if (typeof value !== "string") return null;
  const parsed = parseObject(value);
  if (parsed === null) return null;
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(parsed)) {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return null;
    if (typeof text !== "string" || /[^\t\x20-\x7e\x80-\uffff]/.test(text)) return null;
    headers[name.toLowerCase()] = text;
  }
  return headers;
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function field(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? Reflect.get(object, key) : undefined;
}
