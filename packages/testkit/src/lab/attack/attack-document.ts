import { jsonText } from "../../errors/escaped-json.js";
import type { AttackResult } from "./attack-result.js";
import { type AttackHead, attackWords, type AttackWords } from "./attack-words.js";

/** Version of the document's shape; raised with every incompatible change. */
export const ATTACK_VERSION = 3;

/** The `--json` document of attacks. Shares and gains are parts of 1. */
export interface AttackDocument extends AttackHead, AttackWords {
  readonly format: "weightkit.attack";
  readonly version: typeof ATTACK_VERSION;
  /** Of the first world; the others follow. */
  readonly seed: number;
  readonly results: readonly AttackResult[];
}

export function attackDocument(
  head: AttackHead & { readonly seed: number },
  results: readonly AttackResult[],
): AttackDocument {
  return {
    format: "weightkit.attack",
    version: ATTACK_VERSION,
    ...head,
    ...attackWords(results),
    results,
  };
}

/** The document as the bytes to print. */
export function attackDocumentText(document: AttackDocument): string {
  return `${jsonText(document, 2)}\n`;
}
