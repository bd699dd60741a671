import { chart, type ChartView } from "../chart.js";
import { figure, section } from "../figure.js";
import { formatLike } from "../format.js";
import { byLoss, type CompareView, ruleLook, ruleName, ruleOwn } from "./view.js";

/** How far each rule is ahead of the baseline, set by set. */
export function lossesSection(view: CompareView, charts: ChartView[]): HTMLElement | null {
  const { topic, result } = view;
  if (topic === null || topic.timestamps.length < 2) return null;
  const baseline = ruleName(view, result.baseline);
  const reference = topic.losses[result.baseline] ?? [];
  const lines = byLoss(view)
    .filter((rule) => rule !== result.baseline)
    .map((rule) => ({
      label: ruleName(view, rule),
      values: saved(topic.losses[rule] ?? [], reference),
      ...ruleLook(view, rule),
      width: rule === result.race.best ? 2.5 : 1.5,
    }));
  const all = Float64Array.from(lines.flatMap(({ values }) => [...values]));
  const made = chart({
    describe: `Sum of the ${topic.loss} that ${lines.length} rules save against ${baseline} over ${topic.timestamps.length} sets`,
    times: Float64Array.from(topic.timestamps),
    lines,
    format: formatLike(all),
    title: `${topic.loss} saved, summed`,
    height: 380,
  });
  charts.push(made);
  return section(
    "losses",
    "Losses over time",
    figure(
      `Loss saved against ${baseline}`,
      `Sum over all sets so far of ${ruleOwn(view, result.baseline)} ${topic.loss} less the rule’s, in the values’ unit. A line rises while its rule is better; one jump means that few sets make the difference.`,
      made.source,
      made.element,
    ),
  );
}

function saved(losses: readonly number[], reference: readonly number[]): Float64Array {
  let sum = 0;
  return Float64Array.from(losses, (loss, t) => {
    sum += (reference[t] ?? Number.NaN) - loss;
    return sum;
  });
}
