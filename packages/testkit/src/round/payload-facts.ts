import { textOfUtf8 } from "../numbers/bytes.js";
/** What a payload contains, as far as it can be read: the harness never depends on it being right. */
export interface PayloadFacts {
  readonly workers: ReadonlySet<string>;
  /** Newest timestamp, UNIX seconds, or null when there is none. */
  readonly newest: number | null;
}

/** Looks into a payload for workers and timestamps; one that is not a payload has none. */
export function payloadFacts(payload: Uint8Array): PayloadFacts {
  const workers = new Set<string>();
  let newest: number | null = null;
  const document = parse(payload);
  for (const set of list(property(document, "inferences"))) {
    const timestamp = Number(property(set, "timestamp"));
    if (Number.isSafeInteger(timestamp)) newest = Math.max(newest ?? 0, timestamp);
    for (const inference of list(property(set, "inferences"))) {
      const worker = property(inference, "worker");
      if (typeof worker === "string") workers.add(worker);
    }
  }
  const weights = property(document, "latest_weights");
  if (typeof weights === "object" && weights !== null) {
    for (const worker of Object.keys(weights)) workers.add(worker);
  }
  return { workers, newest };
}

function parse(payload: Uint8Array): unknown {
  try {
    return JSON.parse(textOfUtf8(payload));
  } catch {
    return null;
  }
}

function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  const found: unknown = Reflect.get(value, key);
  return found;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
