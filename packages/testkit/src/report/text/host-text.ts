import type { ReplaySummary } from "../../metrics/summary.js";
import { hostFindings } from "../findings.js";
import { haltWords } from "../halt-words.js";
import { labelled } from "./labelled.js";
import type { TextOptions } from "./text-options.js";
import { safeText } from "./untrusted.js";
import { wrap } from "./wrap.js";

/** Who ran the logic, and how another host would have differed on this history. */
export function hostText({ host }: ReplaySummary, { width }: TextOptions): string[] {
  return [
    ...labelled("Host", host.title, width),
    ...hostFindings(host).flatMap((text) => labelled("", text, width)),
  ];
}

/** A halt comes before everything else: logic that stops a chain is the worst fault there is. */
export function haltText({ halt }: ReplaySummary, { style, width }: TextOptions): string[] {
  if (halt === null) return [];
  const { when, code, cause, weights, help } = haltWords(halt);
  return [
    ...wrap(`THE CHAIN HALTS ${when}`, width).map((line) => style(line, "bad")),
    ...labelled(code, safeText(cause), width),
    ...(weights.length === 0 ? [] : labelled("Weights", safeText(weights.join("; ")), width)),
    ...labelled("Help", safeText(help), width),
  ];
}
