import * as http from "node:http";
import * as https from "node:https";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { failedRequest } from "../http/failed-request.js";

/** A POST that may be repeated: whoever gets it twice does no more than once. */
export interface Posting {
  readonly url: string;
  readonly body: string | FormData;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds for a whole answer. */
  readonly milliseconds: number;
  /** Longest answer that is read, in bytes. */
  readonly mostBytes: number;
  /** How often to try, at least once. */
  readonly attempts: number;
  /** Milliseconds before the second try; each later wait is twice as long. */
  readonly firstWait: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Where a redirect leads, as the server wrote it; null where it is none. */
  readonly location: string | null;
}

/** Why there is no answer. */
export type NoAnswerKind = "timeout" | "too-long" | "unreachable";

/** A POST that got no answer, with the reason as its message. */
export class NoAnswer extends Error {
  constructor(
    readonly kind: NoAnswerKind,
    message: string,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** Statuses of a server that is not ready or has too much to do: trying again helps. */
const PASSING = new Set([429, 502, 503, 504]);

/**
 * Posts without following redirects, which could carry a token to anybody. Tries again when the connection fails or the server is not ready,
 * never when it ran out of time, answered too much or refused.
 * @throws NoAnswer
 */
export async function post(posting: Posting): Promise<Answer> {
  let wait = posting.firstWait;
  for (let attempt = 1; ; attempt += 1, wait *= 2) {
    const last = attempt >= posting.attempts;
    try {
      const answer = await postOnce(posting);
      if (last || !PASSING.has(answer.status)) return answer;
    } catch (cause) {
      const kind = kindOf(cause);
      if (last || kind !== "unreachable") {
        throw new NoAnswer(kind, failedRequest(cause), cause);
      }
    }
    await sleep(wait);
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, milliseconds);
  });
}

class TooLong extends Error {}

class TimedOut extends Error {}

/**
 * Not with `fetch`, which refuses ports that a browser must not ask (6000, where head nodes listen, is one of them), an unasked
 * `100 Continue` and an answer of 407.
 */
async function postOnce(posting: Posting): Promise<Answer> {
  // Encodes a form, and knows its boundary.
  const encoded = new Response(posting.body);
  const type = encoded.headers.get("content-type");
  const content = Buffer.from(await encoded.arrayBuffer());
  const headers = {
    ...{ accept: "*/*", "accept-encoding": "identity", "user-agent": "weightkit" },
    ...(type === null ? {} : { "content-type": type }),
    ...posting.headers,
  };
  return await new Promise((resolve, reject) => {
    const target = new URL(posting.url);
    const client = target.protocol === "https:" ? https : http;
    const asked = client.request(target, { method: "POST", headers });
    const late = setTimeout(() => {
      asked.destroy(new TimedOut(`no answer within ${posting.milliseconds / 1000} s`));
    }, posting.milliseconds);
    asked.on("error", reject).on("close", () => {
      clearTimeout(late);
    });
    asked.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size <= posting.mostBytes) return;
        // The answer may be whole already, so that its end would come first.
        reject(tooLong(posting));
        asked.destroy();
      });
      response.on("error", reject).on("end", () => {
        try {
          const body = unpacked(Buffer.concat(chunks), response.headers, posting);
          const { statusCode: status = 0, headers: given } = response;
          if (status < 200) throw new Error(`it answered ${status} and no more`);
          resolve({ status, location: given.location ?? null, text: body.toString("utf8") });
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    asked.end(content);
  });
}

const UNPACK: Readonly<Record<string, typeof gunzipSync>> = {
  ...{ gzip: gunzipSync, "x-gzip": gunzipSync, deflate: inflateSync, br: brotliDecompressSync },
};

/** What a server packed although it was not asked to. */
function unpacked(
  body: Buffer,
  { "content-encoding": encoding = "" }: http.IncomingHttpHeaders,
  posting: Posting,
): Buffer {
  const unpack = UNPACK[encoding.trim().toLowerCase()];
  if (unpack === undefined || body.length === 0) return body;
  try {
    return unpack(body, { maxOutputLength: posting.mostBytes });
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    throw code === "ERR_BUFFER_TOO_LARGE" ? tooLong(posting) : error;
  }
}

function tooLong({ mostBytes }: Posting): TooLong {
  return new TooLong(`its answer is longer than ${mostBytes} bytes`);
}

function kindOf(error: unknown): NoAnswerKind {
  if (error instanceof TooLong) return "too-long";
  return error instanceof TimedOut ? "timeout" : "unreachable";
}
