import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault, type WeightkitError } from "../../errors/weightkit-error.js";
import { post, sleep } from "./post.js";

/** What a head node is asked to run (protocol sections 3 and 7). */
export interface ExecuteRequest {
  /** The installed function's id. */
  readonly functionId: string;
  /** The WASM's file name inside the archive. */
  readonly method: string;
  /** Workers that are asked: those of this subgroup, or all when null. */
  readonly subgroup: string | null;
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
  /** URL prefixes that the logic may ask; the chain's own request has none. */
  readonly permissions: readonly string[];
  /** Fuel units, or null for no limit. */
  readonly fuel: number | null;
}

/** What the workers that answered had in common. */
export interface NodeResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Percent of the workers with this result. */
  readonly frequency: number;
}

/** How often and how patiently a head node is asked. */
export interface Patience {
  readonly attempts: number;
  /** Milliseconds before the second try; each later wait is twice as long. */
  readonly firstWait: number;
  /** Milliseconds for one answer. */
  readonly milliseconds: number;
}

export const PATIENCE: Patience = { attempts: 4, firstWait: 250, milliseconds: 60_000 };

const MAX_ANSWER = 16 << 20;

/** Codes in the body of a 200 that a worker's arrival may change: nobody found, no time left, nobody available. */
const PASSING = new Set(["404", "408", "503"]);

/** The request's body, as the chain's own application sends it, with what the chain leaves out only where it is given. */
export function executeBody(request: ExecuteRequest): string {
  const env = Object.entries(request.env).map(([name, value]) => ({ name, value }));
  return JSON.stringify({
    function_id: request.functionId,
    method: request.method,
    ...(request.subgroup === null ? {} : { topic: request.subgroup }),
    config: {
      stdin: request.stdin,
      number_of_nodes: 1,
      ...(env.length === 0 ? {} : { env_vars: env }),
      ...(request.permissions.length === 0 ? {} : { permissions: request.permissions }),
      ...(request.fuel === null ? {} : { runtime: { limited_fuel: request.fuel } }),
    },
  });
}

/**
 * Runs a function once on a head node's workers.
 * @param head The head node's address, without a slash at its end.
 * @throws WeightkitError WK417 when no worker ran it
 */
export async function execute(
  head: string,
  request: ExecuteRequest,
  patience: Patience = PATIENCE,
): Promise<NodeResult> {
  const url = `${head}/api/v1/functions/execute`;
  const body = executeBody(request);
  let wait = patience.firstWait;
  for (let attempt = 1; ; attempt += 1, wait *= 2) {
    const answer = await ask(url, body, patience);
    const code = textOf(answer, "code");
    if (code === "200") return resultOf(answer, url);
    if (attempt >= patience.attempts || !PASSING.has(code)) throw refused(url, code, answer);
    await sleep(wait);
  }
}

async function ask(url: string, body: string, patience: Patience): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  let answer;
  try {
    answer = await post({ url, body, headers, mostBytes: MAX_ANSWER, ...patience });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw fault(runtimeErrors.headNode, { url, why: `cannot be reached: ${why}` }, { cause });
  }
  const { status, text } = answer;
  if (status !== 200) {
    const shown = printable(text).slice(0, 200);
    throw failed(url, `answered ${status}${shown === "" ? "" : `: ${shown}`}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw failed(url, "gave an answer that is not JSON");
  }
}

function refused(url: string, code: string, answer: unknown): WeightkitError {
  const message = printable(textOf(answer, "message")).slice(0, 200);
  const meaning = PASSING.has(code) ? ": no worker that has the function answered" : "";
  const shown = code === "" ? "no code" : `code ${printable(code).slice(0, 40)}`;
  return failed(url, `answered ${shown}${meaning}${message === "" ? "" : ` (${message})`}`);
}

function resultOf(answer: unknown, url: string): NodeResult {
  const results = property(answer, "results");
  const first: unknown = Array.isArray(results) ? results[0] : undefined;
  const result = property(first, "result");
  const [stdout, stderr] = [property(result, "stdout"), property(result, "stderr")];
  const exitCode = property(result, "exit_code") ?? 0;
  const frequency = property(first, "frequency");
  if (Array.isArray(results) && results.length > 1)
    throw failed(url, "gave several results for one worker");
  if (typeof exitCode !== "number" || (typeof stdout !== "string" && stdout !== undefined))
    throw failed(url, "gave an answer without a result");
  if (result === undefined) throw failed(url, "gave an answer without a result");
  return {
    stdout: stdout ?? "",
    stderr: typeof stderr === "string" ? stderr : "",
    exitCode,
    frequency: typeof frequency === "number" ? frequency : 100,
  };
}

function failed(url: string, why: string): WeightkitError {
  return fault(runtimeErrors.headNode, { url, why });
}

/** A text of an answer, a number written as one; empty when it is neither. */
function textOf(value: unknown, key: string): string {
  const found = property(value, key);
  return typeof found === "string" ? found : typeof found === "number" ? String(found) : "";
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found;
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, " ").trim();
}
