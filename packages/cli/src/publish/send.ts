import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { packageErrors } from "../errors/package-errors.js";
import type { NamedFile } from "../files/named-file.js";
import type { Token } from "./token.js";

const TIMEOUT = 60_000;
/** Longest answer that is read, in bytes. */
const MAX_ANSWER = 1 << 20;

/**
 * Uploads a package and returns the function id that the other side gave it.
 * @throws WeightkitError WK712 to WK714
 */
export async function upload(
  url: string,
  manifest: NamedFile,
  archive: NamedFile,
  token: Token | null,
): Promise<string> {
  const form = new FormData();
  form.append("manifest", file(manifest, "application/json"), manifest.name);
  form.append("wasi_archive", file(archive, "application/gzip"), archive.name);
  const headers = token === null ? {} : { authorization: token.authorization };
  const answer = await post(url, { body: form, headers }, { token, uploaded: false });
  const cid = property(answer, "cid");
  if (typeof cid === "string" && /^[A-Za-z0-9]{10,128}$/.test(cid)) return cid;
  throw fault(packageErrors.badAnswer, { url, why: "has no cid" });
}

/**
 * Asks a head node to have a function installed. The body of a 200 may hold a code that means failure.
 * @throws WeightkitError WK712, WK713, WK716
 */
export async function install(
  url: string,
  request: { cid: string; uri?: string; subgroup?: string },
): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await post(
    url,
    { body: JSON.stringify(request), headers },
    { token: null, uploaded: true },
  );
  const given = property(answer, "code");
  if (given === undefined) return;
  const code = typeof given === "string" ? given : JSON.stringify(given);
  if (code === "200") return;
  const message = property(answer, "message");
  throw fault(packageErrors.notInstalled, {
    url,
    code: printable(code).slice(0, 40),
    message: typeof message === "string" ? printable(message).slice(0, 200) : "",
  });
}

/** What an error must know of the occasion. */
interface Occasion {
  readonly token: Token | null;
  /** Whether the package has arrived already. */
  readonly uploaded: boolean;
}

function file({ bytes }: NamedFile, type: string): Blob {
  return new Blob([Uint8Array.from(bytes)], { type });
}

/** Posts without following redirects, which could carry the token to anybody. */
async function post(
  url: string,
  init: { body: FormData | string; headers: Record<string, string> },
  { token, uploaded }: Occasion,
): Promise<unknown> {
  const signal = AbortSignal.timeout(TIMEOUT);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, method: "POST", redirect: "manual", signal });
    text = await limitedText(response);
  } catch (cause) {
    throw fault(packageErrors.unreachable, { url, why: reason(cause), uploaded }, { cause });
  }
  if (!response.ok) {
    const answer = printable(token?.redacted(text) ?? text).slice(0, 200);
    throw fault(packageErrors.refused, { url, status: response.status, answer });
  }
  try {
    return text === "" ? null : JSON.parse(text);
  } catch (cause) {
    throw fault(packageErrors.badAnswer, { url, why: "is not JSON" }, { cause });
  }
}

async function limitedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    if (chunk instanceof Uint8Array) text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ANSWER) throw new Error(`its answer is longer than ${MAX_ANSWER} bytes`);
  }
  return text;
}

/** The innermost reason of a failed fetch. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${TIMEOUT / 1000} s`;
  return error.cause instanceof Error ? reason(error.cause) : error.message;
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, " ").trim();
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found;
}
