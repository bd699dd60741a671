import { grouped } from "@weightkit/testkit/internal/errors/grouped";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { NoAnswer, post, sleep, type Answer } from "@weightkit/testkit/internal/runtime/b7s/post";
import { packageErrors } from "../errors/package-errors.js";
import type { NamedFile } from "../files/named-file.js";
import type { Token } from "./token.js";

/** Longest answer that is read, in bytes. */
const MAX_ANSWER = 1 << 20;
/** Uploads and installations name their content, so that repeating one does no harm. */
const ATTEMPTS = 3;

/** How long to wait for a server. */
export interface Patience {
  /** Milliseconds for a whole answer. */
  readonly milliseconds: number;
  /** Milliseconds before the second try; each later wait is twice as long. */
  readonly firstWait: number;
}

const PATIENCE: Patience = { milliseconds: 60_000, firstWait: 250 };

/**
 * Uploads a package and returns the function id that the other side gave it.
 * @throws WeightkitError WK712 to WK714, WK723 to WK726
 */
export async function upload(
  url: string,
  manifest: NamedFile,
  archive: NamedFile,
  token: Token | null,
  patience: Patience = PATIENCE,
): Promise<string> {
  const form = new FormData();
  form.append("manifest", file(manifest, "application/json"), manifest.name);
  form.append("wasi_archive", file(archive, "application/gzip"), archive.name);
  const headers = token === null ? {} : { authorization: token.authorization };
  const answer = await send(url, form, headers, { token, uploaded: false, patience });
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
 * @throws WeightkitError WK712 to WK714, WK716, WK723 to WK726
 */
export async function install(
  url: string,
  request: InstallRequest,
  uploaded: boolean,
  patience: Patience = PATIENCE,
): Promise<void> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(request);
  for (let attempt = 1, wait = patience.firstWait; ; attempt += 1, wait *= 2) {
    const answer = await send(url, body, headers, { token: null, uploaded, patience });
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
  readonly patience: Patience;
}

function file({ bytes }: NamedFile, type: string): Blob {
  return new Blob([Uint8Array.from(bytes)], { type });
}

async function send(
  url: string,
  body: FormData | string,
  headers: Readonly<Record<string, string>>,
  { token, uploaded, patience }: Occasion,
): Promise<unknown> {
  let answer: Answer;
  try {
    answer = await post({
      ...{ url, body, headers, mostBytes: MAX_ANSWER },
      ...{ ...patience, attempts: ATTEMPTS },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (cause instanceof NoAnswer && cause.kind === "timeout") {
      throw fault(packageErrors.tooSlow, { url, why, uploaded }, { cause });
    }
    if (cause instanceof NoAnswer && cause.kind === "too-long") {
      const tooLong = `is longer than ${grouped(MAX_ANSWER)} bytes`;
      throw fault(packageErrors.badAnswer, { url, why: tooLong }, { cause });
    }
    throw fault(packageErrors.unreachable, { url, why, uploaded }, { cause });
  }
  const { status, text, location } = answer;
  if (status < 200 || status > 299) {
    const shown = printable(token?.redacted(text) ?? text).slice(0, 200);
    const given = { url, status, answer: shown };
    if (status < 400) {
      const to = printable(location ?? "").slice(0, 200);
      throw fault(packageErrors.redirected, { url, status, to });
    }
    if (status >= 500) throw fault(packageErrors.serverFailed, { ...given, uploaded });
    if (status === 401 || status === 403) throw fault(packageErrors.refusedToken, given);
    throw fault(packageErrors.refused, given);
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
