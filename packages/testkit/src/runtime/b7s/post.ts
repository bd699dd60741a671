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

/** A POST that got no answer, with the innermost reason as its message. */
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
        throw new NoAnswer(kind, reason(cause, posting.milliseconds), cause);
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

async function postOnce(posting: Posting): Promise<Answer> {
  const { url, body, headers, milliseconds, mostBytes } = posting;
  const signal = AbortSignal.timeout(milliseconds);
  const init = {
    body,
    headers: { ...headers },
    method: "POST",
    redirect: "manual",
    signal,
  } as const;
  const response = await fetch(url, init);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > mostBytes) throw new TooLong(`its answer is longer than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  const { status } = response;
  const location = response.headers.get("location");
  return { status, location, text: Buffer.concat(chunks).toString("utf8") };
}

function kindOf(error: unknown): NoAnswerKind {
  if (error instanceof TooLong) return "too-long";
  return isTimeout(error) ? "timeout" : "unreachable";
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

/** The innermost reason of a failed fetch that has words. */
function reason(error: unknown, milliseconds: number): string {
  if (!(error instanceof Error)) return String(error);
  if (isTimeout(error)) return `no answer within ${milliseconds / 1000} s`;
  const inner = error.cause instanceof Error ? reason(error.cause, milliseconds) : "";
  return inner === "" ? error.message : inner;
}
