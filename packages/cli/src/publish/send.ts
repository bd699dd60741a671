import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { post, sleep, type Answer } from "@weightkit/testkit/internal/runtime/b7s/post";
import { packageErrors } from "../errors/package-errors.js";
import type { NamedFile } from "../files/named-file.js";
import type { Token } from "./token.js";

const TIMEOUT = 60_000;
/** Longest answer that is read, in bytes. */
const MAX_ANSWER = 1 << 20;
/** Uploads and installations name their content, so that repeating one does no harm. */
const ATTEMPTS = 3;
const FIRST_WAIT = 250;

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
  const answer = await send(url, form, headers, { token, uploaded: false });
  const cid = property(answer, "cid");
  if (typeof cid === "string" && /^[A-Za-z0-9]{10,128}$/.test(cid)) return cid;
  throw fault(packageErrors.badAnswer, { url, why: "has no cid" });
}

export interface InstallRequest {
  readonly cid: string;
  readonly uri?: string;
  readonly subgroup?: string;
}

/**
 * Asks a head node to have a function installed. The body of a 200 may hold a code that means failure; 408, no worker in time, is worth
 * asking again.
 * @param uploaded Whether the package has arrived somewhere already.
 * @throws WeightkitError WK712, WK713, WK716
 */
export async function install(
  url: string,
  request: InstallRequest,
  uploaded: boolean,
): Promise<void> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(request);
  for (let attempt = 1, wait = FIRST_WAIT; ; attempt += 1, wait *= 2) {
    const answer = await send(url, body, headers, { token: null, uploaded });
    const given = property(answer, "code");
    if (given === undefined) return;
    const code = typeof given === "string" ? given : JSON.stringify(given);
    if (code === "200") return;
    if (code === "408" && attempt < ATTEMPTS) {
      await sleep(wait);
      continue;
    }
    const message = property(answer, "message");
    throw fault(packageErrors.notInstalled, {
      url,
      code: printable(code).slice(0, 40),
      message: typeof message === "string" ? printable(message).slice(0, 200) : "",
      uploaded,
    });
  }
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

async function send(
  url: string,
  body: FormData | string,
  headers: Readonly<Record<string, string>>,
  { token, uploaded }: Occasion,
): Promise<unknown> {
  const limits = { milliseconds: TIMEOUT, mostBytes: MAX_ANSWER };
  let answer: Answer;
  try {
    answer = await post({
      ...{ url, body, headers, ...limits },
      ...{ attempts: ATTEMPTS, firstWait: FIRST_WAIT },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw fault(packageErrors.unreachable, { url, why, uploaded }, { cause });
  }
  const { status, text } = answer;
  if (status < 200 || status > 299) {
    const shown = printable(token?.redacted(text) ?? text).slice(0, 200);
    throw fault(packageErrors.refused, { url, status, answer: shown });
  }
  try {
    return text === "" ? null : JSON.parse(text);
  } catch (cause) {
    throw fault(packageErrors.badAnswer, { url, why: "is not JSON" }, { cause });
  }
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, " ").trim();
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found;
}
