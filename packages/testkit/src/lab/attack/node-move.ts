import type { TruthColumns } from "../../history/history.js";
import { truthAnswerer, type TruthRoute } from "../../round/truth-answerer.js";
import type { HttpAnswerer } from "../../runtime/http/http-exchange.js";
import type { RunRequest, SyncPreparedLogic } from "../../runtime/engine.js";

/**
 * What a head node does that does not run the logic on the truth.
 * - `equal`: signs the same weight for everybody in the payload.
 * - `copied`: signs the weights that are on chain.
 * - `own-truth`: runs the logic, but answers its requests for truth with numbers of the operator's choice, one a set.
 */
export type NodeMove =
  | { readonly kind: "equal" }
  | { readonly kind: "copied" }
  | { readonly kind: "own-truth"; readonly values: Float64Array };

/** The program that a lazy node runs in place of the logic; null where it runs the logic. */
export function nodeProgram(move: NodeMove, logic: SyncPreparedLogic): SyncPreparedLogic | null {
  if (move.kind === "own-truth") return null;
  return {
    logic: logic.logic,
    run: ({ stdin }: RunRequest) => ({
      exitCode: 0,
      stdout: encoder.encode(signed(move.kind, decoder.decode(stdin))),
      stderr: new Uint8Array(),
      fuel: 0,
      memoryPages: 0,
      failure: null,
      notes: [],
      exchanges: [],
    }),
  };
}

/** Who answers the requests of a node that chooses the truth itself; null where it asks as all do. */
export function nodeAnswers(
  move: NodeMove,
  { timestamps, availableAt }: Pick<TruthColumns, "timestamps" | "availableAt">,
  route: TruthRoute | null,
): HttpAnswerer | null {
  if (move.kind !== "own-truth" || route === null) return null;
  const { values } = move;
  return truthAnswerer(
    { length: values.length, timestamps, values, texts: null, availableAt },
    route,
  );
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a node prints that runs nothing. @param payload The chain's own JSON: see docs/how-to/one-round.md. */
function signed(kind: "equal" | "copied", payload: string): string {
  const parsed: unknown = JSON.parse(payload);
  const standing = property(parsed, "latest_weights");
  const weights = Object.entries(standing ?? {}).map(([worker, uint]) => {
    const weight = kind === "equal" ? 0 : Number(uint) / 1e5;
    return [worker, weight] as const;
  });
  const workers = new Set([...weights.map(([worker]) => worker), ...answering(parsed)]);
  const given =
    kind === "copied" && weights.some(([, weight]) => weight > 0)
      ? weights
      : [...workers].map((worker) => [worker, 1 / workers.size] as const);
  const texts = given.map(([worker, weight]) => [worker, String(weight)] as const);
  return JSON.stringify({ type: "weights", weights: Object.fromEntries(texts) });
}

/** Workers of the window's sets. */
function answering(payload: unknown): string[] {
  const sets = property(payload, "inferences");
  return Object.values(sets ?? {}).flatMap((set: unknown) =>
    Object.values(property(set, "inferences") ?? {}).flatMap((one: unknown) => {
      const worker: unknown =
        typeof one === "object" && one !== null ? Reflect.get(one, "worker") : undefined;
      return typeof worker === "string" ? [worker] : [];
    }),
  );
}

function property(value: unknown, name: string): object | null {
  if (typeof value !== "object" || value === null) return null;
  const found: unknown = Reflect.get(value, name);
  return typeof found === "object" ? found : null;
}
