import { utf8 } from "../../numbers/bytes.js";
import { runtimeErrors } from "../../errors/runtime-errors.js";
import { WeightkitError, fault } from "../../errors/weightkit-error.js";
import { EXIT_PANIC, EXIT_UNKNOWN } from "../exit-codes.js";
import type { Host } from "../host/host.js";
import type { HttpExchange, HttpRequest, HttpResponse } from "../http/http-exchange.js";
import { redactUrl } from "../http/redact.js";
import type { HostModule } from "../../wasm/wasm-api.js";
import { includesOldest } from "../versions.js";
import { HttpError } from "./http-error.js";
import { BROKEN_HEADERS, parseHttpOptions } from "./http-options.js";
import { isAllowed } from "./permission.js";

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

interface OpenResponse {
  readonly response: HttpResponse;
  position: number;
  /** Once the body is being read, the headers are gone, as in bls-runtime. */
  reading: boolean;
}

/** `blockless_http`: requests answered by the run's answerer, read in parts through handles. */
export function blocklessHttp(host: Host): HostModule {
  const handles = new Map<number, OpenResponse>();
  let lastHandle = 0;
  host.resets.push(() => {
    handles.clear();
    lastHandle = 0;
  });
  return {
    http_req(
      url: number,
      urlLength: number,
      options: number,
      optionsLength: number,
      handle: number,
      code: number,
    ): number {
      const asked = readRequest(host, [url, urlLength, options, optionsLength]);
      if (typeof asked === "number") return asked;
      const response = ask(host, asked);
      if (response === null) return HttpError.runtimeError;
      lastHandle += 1;
      handles.set(lastHandle, { response, position: 0, reading: false });
      host.setU32(handle >>> 0, lastHandle);
      host.setU32(code >>> 0, response.status);
      return HttpError.success;
    },
    http_read_header(
      handle: number,
      name: number,
      nameLength: number,
      buffer: number,
      length: number,
      result: number,
    ): number {
      host.checkRunning();
      const wanted = readText(host, name, nameLength);
      if (wanted === null) return HttpError.utf8;
      const open = handles.get(handle >>> 0);
      if (open === undefined) return HttpError.invalidHandle;
      if (open.reading) return HttpError.runtimeError;
      const key = wanted.toLowerCase();
      const { headers } = open.response;
      const value = Object.hasOwn(headers, key) ? headers[key] : undefined;
      if (value === undefined) return HttpError.headerNotFound;
      if (/[^\t\x20-\x7e]/.test(value)) return HttpError.invalidEncoding;
      const size = value.length;
      const room = length >>> 0;
      if (size > room)
        host.stop(
          EXIT_PANIC,
          fault(runtimeErrors.shortBuffer, {
            ...{ call: "http_read_header", what: `The header ${key}`, size, buffer: room },
          }),
        );
      return copyOut(host, utf8(value), buffer >>> 0, result >>> 0);
    },
    http_read_body(handle: number, buffer: number, length: number, result: number): number {
      host.checkRunning();
      const open = handles.get(handle >>> 0);
      if (open === undefined) return HttpError.invalidHandle;
      open.reading = true;
      const start = open.position;
      const part = open.response.body.subarray(start, start + (length >>> 0));
      open.position += part.length;
      return copyOut(host, part, buffer >>> 0, result >>> 0);
    },
    http_close(handle: number): number {
      host.checkRunning();
      return handles.delete(handle >>> 0) ? HttpError.success : HttpError.invalidHandle;
    },
  };
}

/** What the guest asks for, in the order in which bls-runtime looks at it, or the error number that it gets. */
function readRequest(
  host: Host,
  [urlPointer, urlLength, options, optionsLength]: readonly [number, number, number, number],
): HttpRequest | number {
  host.checkRunning();
  const url = readText(host, urlPointer, urlLength);
  if (url === null) return HttpError.utf8;
  const text = readText(host, options, optionsLength);
  if (!isAllowed(url, host.request.permissions)) {
    const request = parseHttpOptions(url, text ?? "");
    const refused = { method: "GET", url, headers: {}, body: null } as const;
    const asked = typeof request === "number" ? refused : request;
    remember(host, { request: asked, response: null, refused: true });
    host.note(refusedNote(url, host.request.permissions.length > 0));
    return HttpError.permissionDenied;
  }
  host.note(NO_PERMISSIONS_NOTE);
  if (text === null) return HttpError.utf8;
  const request = parseHttpOptions(url, text);
  if (request === BROKEN_HEADERS && includesOldest(host.target))
    host.stop(EXIT_PANIC, fault(runtimeErrors.brokenHeaders, {}));
  return request;
}

const NO_PERMISSIONS_NOTE =
  "The logic makes HTTP requests, which a v0.0.9 network refuses (errno 14): the chain's own request carries no permissions (see --permissions request)";

/** Leaves the query out, so that requests that differ in a timestamp are one note. */
function refusedNote(url: string, any: boolean): string {
  const [asked = url] = /^[^?#]*/.exec(url) ?? [];
  const why = any ? "which no permission allows" : "and there are no permissions";
  return `The logic asked for ${redactUrl(asked)}, ${why} (errno 14)`;
}

function ask(host: Host, request: HttpRequest): HttpResponse | null {
  const { http, blockTime } = host.request;
  let response: HttpResponse | null;
  const found: { why?: string } = {};
  try {
    const failed = (reason: string): void => {
      found.why = reason;
    };
    response = http(request, blockTime, { permissions: host.request.permissions, failed });
  } catch (error) {
    if (error instanceof WeightkitError) host.stop(EXIT_UNKNOWN, error);
    throw error;
  }
  remember(host, { request, response, refused: false, ...found });
  const size = response?.body.length ?? 0;
  const limit = host.limits.httpBodyBytes;
  if (size > limit)
    host.stop(
      EXIT_UNKNOWN,
      fault(runtimeErrors.httpBodyLimit, { url: redactUrl(request.url), size, limit }),
    );
  return response;
}

/** Exchanges are kept for the outcome; a guest that asks without end must not fill the harness's memory. */
const MAX_EXCHANGES = 10_000;
/** Bytes of all requests and answers that one run may exchange. */
const MAX_EXCHANGED = 128 << 20;

function remember(host: Host, exchange: HttpExchange): void {
  if (host.exchanges.length >= MAX_EXCHANGES) return;
  host.exchanged += sizeOf(exchange);
  if (host.exchanged > MAX_EXCHANGED)
    host.stop(EXIT_UNKNOWN, fault(runtimeErrors.httpTraffic, { limit: MAX_EXCHANGED }));
  host.exchanges.push(exchange);
}

/** Bytes that an exchange keeps in memory, about. */
function sizeOf({ request, response }: HttpExchange): number {
  const { url, headers, body } = request;
  let size = 200 + url.length + (body?.length ?? 0) + (response?.body.length ?? 0);
  for (const [name, value] of Object.entries(headers)) size += name.length + value.length;
  return size;
}

/** A text of the guest, or null when it is not UTF-8 or lies outside memory. */
function readText(host: Host, pointer: number, length: number): string | null {
  const start = pointer >>> 0;
  if (!host.inside(start, length >>> 0)) return null;
  try {
    return strictUtf8.decode(host.bytes().subarray(start, start + (length >>> 0)));
  } catch {
    return null;
  }
}

function copyOut(host: Host, bytes: Uint8Array, buffer: number, result: number): number {
  if (!host.inside(buffer, bytes.length)) return HttpError.memoryAccess;
  host.bytes().set(bytes, buffer);
  host.setU32(result, bytes.length);
  return HttpError.success;
}
