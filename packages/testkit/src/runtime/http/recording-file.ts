import { jsonText } from "../../errors/escaped-json.js";
import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import type { HttpRequest, HttpResponse } from "./http-exchange.js";
import { RECORDING_VERSION } from "./recording.js";
import type { RecordedExchange, Recording } from "./recording.js";

/** A recording as the text of its file: JSON to be read and edited by people; bodies are text where they are UTF-8. */
export function formatRecording(recording: Recording): string {
  const exchanges = recording.map(({ availableAt, request, response }) => ({
    availableAt,
    request,
    response: { ...response, body: bodyToJson(response.body) },
  }));
  return `${jsonText({ version: RECORDING_VERSION, exchanges }, 2)}\n`;
}

/**
 * Reads a recording's text.
 * @param file for the errors' place
 * @throws WeightkitError WK446
 */
export function parseRecording(text: string, file: string): Recording {
  const bad = (field: string, what: string): never => {
    throw fault(
      runtimeErrors.badRecording,
      { what: `${field} ${what}` },
      { place: { file, field } },
    );
  };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    const what = `it is not JSON (${cause instanceof Error ? cause.message : ""})`;
    throw fault(runtimeErrors.badRecording, { what }, { place: { file }, cause });
  }
  if (get(document, "version") !== RECORDING_VERSION)
    bad("version", `must be ${RECORDING_VERSION}`);
  const exchanges = get(document, "exchanges");
  if (!Array.isArray(exchanges)) return bad("exchanges", "must be a list");
  return exchanges.map((item: unknown, i) => readExchange(item, `exchanges[${i}]`, bad));
}

/** Reports what is wrong with a field. */
export type Bad = (field: string, what: string) => never;

function readExchange(item: unknown, path: string, bad: Bad): RecordedExchange {
  const availableAt = get(item, "availableAt");
  if (typeof availableAt !== "number" || !(availableAt >= 0))
    return bad(`${path}.availableAt`, "must be UNIX seconds");
  const request = readRequest(get(item, "request"), `${path}.request`, bad);
  const response = readResponse(get(item, "response"), `${path}.response`, bad);
  return { availableAt, request, response };
}

export function readRequest(item: unknown, path: string, bad: Bad): HttpRequest {
  const method = get(item, "method");
  const url = get(item, "url");
  const body = get(item, "body") ?? null;
  if (method !== "GET" && method !== "POST") return bad(`${path}.method`, "must be GET or POST");
  if (typeof url !== "string") return bad(`${path}.url`, "must be a text");
  if (body !== null && typeof body !== "string")
    return bad(`${path}.body`, "must be a text or null");
  return { method, url, headers: readHeaders(get(item, "headers"), `${path}.headers`, bad), body };
}

export function readResponse(item: unknown, path: string, bad: Bad): HttpResponse {
  const status = get(item, "status");
  if (typeof status !== "number" || !Number.isInteger(status) || status < 100 || status > 999)
    return bad(`${path}.status`, "must be an HTTP status");
  const body = bodyFromJson(get(item, "body")) ?? bad(`${path}.body`, "must be a text or {base64}");
  return { status, headers: readHeaders(get(item, "headers"), `${path}.headers`, bad), body };
}

function readHeaders(item: unknown, path: string, bad: Bad): Readonly<Record<string, string>> {
  if (item === undefined) return {};
  if (typeof item !== "object" || item === null || Array.isArray(item))
    return bad(path, "must be an object");
  return Object.fromEntries(
    Object.entries(item).map(([name, value]: [string, unknown]) => [
      name.toLowerCase(),
      typeof value === "string" ? value : bad(`${path}.${name}`, "must be a text"),
    ]),
  );
}

function get(item: unknown, key: string): unknown {
  return typeof item === "object" && item !== null && Object.hasOwn(item, key)
    ? Reflect.get(item, key)
    : undefined;
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function bodyToJson(body: Uint8Array): string | { readonly base64: string } {
  try {
    return strictUtf8.decode(body);
  } catch {
    return { base64: Buffer.from(body).toString("base64") };
  }
}

export function bodyFromJson(value: unknown): Uint8Array | null {
  if (typeof value === "string") return Buffer.from(value);
  const base64 = get(value, "base64");
  return typeof base64 === "string" ? Buffer.from(base64, "base64") : null;
}
