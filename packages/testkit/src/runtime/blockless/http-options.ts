import type { HttpRequest } from "../http/http-exchange.js";
import { HttpError } from "./http-error.js";

/** What 0.3.1 does, and 0.6.3 does not, with headers that are missing or broken: it panics. */
export const BROKEN_HEADERS = HttpError.headersValidation;

type Options = Omit<HttpRequest, "url">;

/** The options that were read last: a guest's requests mostly have the same. */
let last: { readonly text: string; readonly options: Options | number } = {
  text: "",
  options: HttpError.requestError,
};

/**
 * Reads the options of `http_req` in the order in which bls-runtime 0.6 refuses them.
 * @returns the request, or the error number that the guest gets
 */
export function parseHttpOptions(url: string, text: string): HttpRequest | number {
  if (text !== last.text) last = { text, options: readOptions(text) };
  const { options } = last;
  return typeof options === "number" ? options : { url, ...options };
}

function readOptions(text: string): Options | number {
  const parsed = parseObject(text);
  if (parsed === null) return HttpError.requestError;
  const method = field(parsed, "method");
  if (typeof method !== "string") return HttpError.requestError;
  const headers = parseHeaders(field(parsed, "headers"));
  if (headers === null) return BROKEN_HEADERS;
  const body = field(parsed, "body");
  const verb = method.toUpperCase();
  if (verb !== "GET" && verb !== "POST") return HttpError.requestError;
  const options = { method: verb, headers, body: typeof body === "string" ? body : null } as const;
  const [connect, read] = [seconds(parsed, "connectTimeout"), seconds(parsed, "readTimeout")];
  if (connect === null && read === null) return options;
  const timeouts = {
    ...(connect === null ? {} : { connect }),
    ...(read === null ? {} : { read }),
  };
  return { ...options, timeouts };
}

/** A time in seconds, as milliseconds, or null when it is not one. */
function seconds(options: object, key: string): number | null {
  const value = field(options, key);
  return typeof value === "number" && value > 0 ? Math.ceil(value * 1000) : null;
}

/** `headers` is a text of JSON; of one that is not an object there are none, and values that are not texts are written as JSON. */
function parseHeaders(value: unknown): Readonly<Record<string, string>> | null {
  if (typeof value !== "string") return null;
  const parsed = parseJson(value);
  if (parsed === undefined) return null;
  if (!isObject(parsed)) return {};
  const headers: Record<string, string> = {};
  for (const [name, item] of Object.entries(parsed)) {
    const text = typeof item === "string" ? item : JSON.stringify(item);
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return null;
    if (/[^\t\x20-\x7e\x80-\uffff]/.test(text)) return null;
    headers[name.toLowerCase()] = text;
  }
  return headers;
}

function parseObject(text: string): object | null {
  const value = parseJson(text);
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? Reflect.get(object, key) : undefined;
}
