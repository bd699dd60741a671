import type { Answer, CheckRound, CheckSet } from "./check-round.js";

/** The sets and weights of a payload as the chain writes it, or null when it is none. */
export function readPayload(stdin: Uint8Array): Pick<CheckRound, "sets" | "weights"> | null {
  const document = parsed(stdin);
  const sets = listOf(member(document, "inferences")).map((set): CheckSet => ({
    timestamp: Number(member(set, "timestamp")),
    answers: listOf(member(set, "inferences")).flatMap(answerOf),
  }));
  const weights = member(document, "latest_weights");
  if (typeof weights !== "object" || weights === null) return null;
  const entries = Object.entries(weights).map(([worker, weight]): [string, number] => [
    worker,
    Number(weight),
  ]);
  return { sets, weights: Object.fromEntries(entries) };
}

function answerOf(inference: unknown): Answer[] {
  const worker = member(inference, "worker");
  const value = member(inference, "inference");
  return typeof worker === "string" && typeof value === "string" ? [{ worker, value }] : [];
}

function parsed(stdin: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(stdin).toString("utf8"));
  } catch {
    return null;
  }
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
