import type { ComparePageData } from "@weightkit/testkit/internal/lab/compare/compare-page";
import type { CompareDocument } from "@weightkit/testkit/internal/lab/compare/compare-document";
import { lossDecimals } from "../../src/report/text/numbers.js";

export type ComparedTopic = CompareDocument["topics"][number];
export type ComparedTopics = NonNullable<CompareDocument["overall"]>;

/** One topic, or all as one, as the page shows it. */
export interface CompareView {
  readonly data: ComparePageData;
  readonly rules: CompareDocument["rules"];
  readonly result: ComparedTopic | ComparedTopics;
  /** Null where the result is of all topics. */
  readonly topic: ComparedTopic | null;
  /** What losses are, e.g. `absolute error`. */
  readonly unit: string;
}

export function viewOf(data: ComparePageData, topic: ComparedTopic | null): CompareView | null {
  const { rules, overall } = data.document;
  const result = topic ?? overall;
  if (result === null) return null;
  const unit = topic === null ? "loss in units of equal weights’" : topic.loss;
  return { data, rules, result, topic, unit };
}

export function ruleName({ rules }: CompareView, rule: number): string {
  return rules[rule]?.name ?? "";
}

/** `robust’s`, `equal weights’`. */
export function ruleOwn(view: CompareView, rule: number): string {
  const name = ruleName(view, rule);
  return name.endsWith("s") ? `${name}’` : `${name}’s`;
}

/** Indices of rules, the smallest mean loss first. */
export function byLoss({ result }: CompareView): number[] {
  const loss = (rule: number): number => result.race.standings[rule]?.meanLoss ?? Infinity;
  return [...result.race.standings.keys()].sort((a, b) => loss(a) - loss(b) || a - b);
}

/** Decimals that distinguish the mean losses of a comparison. */
export function decimalsOf({ result }: CompareView): number {
  return lossDecimals(Math.max(...result.race.standings.map(({ meanLoss }) => meanLoss ?? 0)));
}

/** A worker's name, or its address. */
export function workerName({ data }: CompareView, address: string): string {
  return data.names[address] ?? address;
}

/** The colour of a rule, and dashes where there are more rules than colours that everybody can distinguish. */
export function ruleLook(
  { rules }: CompareView,
  rule: number,
): { readonly colour: string; readonly dash?: readonly number[] } {
  const { name = "", kind } = rules[rule] ?? {};
  if (kind === "baseline") {
    const colour = name === "median" ? "median" : name === "equal weights" ? "mean" : "truth";
    return { colour, dash: [2, 3] };
  }
  const colour = `c${rule % 10}`;
  return rule < 5 ? { colour } : { colour, dash: [6, 3] };
}
