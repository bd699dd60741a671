import { combinationWord, valueWords } from "../src/kinds/kinds.js";
import { calibrationFigure } from "./calibration.js";
import { confusionFigure } from "./confusion.js";
import { chart, type ChartView } from "./chart.js";
import type { Line } from "./line.js";
import { h } from "./dom.js";
import { figure, section } from "./figure.js";
import { formatLike, share } from "./format.js";
import { seriesTable } from "./series-table.js";
import type { Topic } from "./topic.js";

/** Of a line that jumps from set to set, the means that are drawn are over this part of all sets. */
const POINTS_APART = 20;

/** The combination against truth and baselines, and when its weights paid. */
export function combinationSection(topic: Topic, charts: ChartView[]): HTMLElement {
  const { sets, summary } = topic;
  const format = formatLike(sets.weighted);
  const apart = 4 * summary.inferenceCadence * sets.stride;
  const words = valueWords(summary);
  const hasTruth = sets.truth.some((value) => !Number.isNaN(value));
  const hasMedian = summary.errors.median !== null;
  const equal = combinationWord(summary, "equal");
  const lines = [
    ...(hasTruth ? [truthLine(topic)] : []),
    {
      label: combinationWord(summary, "weighted"),
      values: sets.weighted,
      colour: "weighted",
      width: 2.25,
    },
    { label: equal, values: sets.equal, colour: "mean", dash: [7, 4] },
    ...(hasMedian
      ? [{ label: "median", values: sets.median, colour: "median", dash: [2, 3], hidden: true }]
      : []),
  ];
  const names = lines.map(({ label }) => label).join(", ");
  // Set by set, what the class that came was given jumps up and down: nobody could read it.
  const span = hasTruth ? 1 : Math.max(1, Math.round(sets.times.length / POINTS_APART));
  const drawn =
    span === 1
      ? lines
      : lines.map((line) => ({ ...line, values: trailingMean(line.values, span) }));
  const values = chart({
    describe: `${sentenceCase(words.drawn)} of ${sets.times.length} sets over time: ${names}`,
    times: sets.times,
    lines: drawn,
    format,
    title: words.drawn,
    height: 340,
    choices: topic.choices.chart("values"),
    apart,
  });
  const gained = chart({
    describe: `${sentenceCase(summary.loss)} saved by the weights against equal weights, summed up over time`,
    times: sets.times,
    lines: [{ label: `${summary.loss} saved`, values: sets.gain, colour: "weighted", width: 2 }],
    format: formatLike(sets.gain),
    title: `${summary.loss} saved`,
    height: 180,
    choices: topic.choices.chart("gained"),
    fromZero: true,
  });
  const smoothed = span === 1 ? "" : ` Each point is the mean of ${span} sets up to it.`;
  const right = rightCalls(topic);
  charts.push(...(right === null ? [] : [right]), values, gained);
  const thinned = sets.stride > 1 ? ` Every ${sets.stride}th set is drawn.` : "";
  return section(
    "combination",
    "Combination",
    right === null
      ? null
      : figure(
          "Share of right calls",
          "How often the combination called the class that occurred, over all sets so far: where the blue line is above the orange one, weights help. Early sets are few.",
          right.source,
          right.element,
        ),
    confusionFigure(topic),
    figure(
      hasTruth ? "The combination, the truth and the baselines" : sentenceCase(words.drawn),
      `Each set is combined with the weights that were stored before it was made.${thinned}${smoothed} Drag to zoom; choose a name to hide its line.`,
      values.source,
      values.element,
    ),
    figure(
      "When the weights paid",
      `${sentenceCase(summary.loss)} of the ${equal} less that of the weighted combination, summed over sets: rising where the weights helped, falling where they hurt.`,
      gained.source,
      gained.element,
    ),
    calibrationFigure(topic),
    h("div", {}, seriesTable("Values by set", sets.times, lines, format)),
  );
}

/** Mean over as many values as `span`, up to each; over those that are there. */
function trailingMean(values: ArrayLike<number>, span: number): Float32Array {
  const all = Float32Array.from(values);
  return all.map((_, i) => {
    const there = all
      .slice(Math.max(0, i + 1 - span), i + 1)
      .filter((value) => !Number.isNaN(value));
    return there.reduce((a, b) => a + b, 0) / there.length;
  });
}

/** For classes: the share of sets so far that were called right; null for other kinds. */
function rightCalls({ sets, summary, choices }: Topic): ChartView | null {
  if (sets.weightedHit.every(Number.isNaN)) return null;
  const [weighted, equal] = [runningMean(sets.weightedHit), runningMean(sets.equalHit)];
  return chart({
    describe: `Share of right calls so far, of ${sets.times.length} sets`,
    times: sets.times,
    lines: [
      {
        label: combinationWord(summary, "weighted"),
        values: weighted,
        colour: "weighted",
        width: 2.25,
      },
      { label: combinationWord(summary, "equal"), values: equal, colour: "mean", dash: [7, 4] },
    ],
    format: share,
    title: "right calls so far",
    choices: choices.chart("right calls"),
    height: 300,
  });
}

function runningMean(values: Float32Array): Float32Array {
  let [sum, count] = [0, 0];
  return values.map((value) => {
    if (Number.isNaN(value)) return Number.NaN;
    sum += value;
    count += 1;
    return sum / count;
  });
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The truth; an event that happens or not is a dot, since nothing lies between the two. */
export function truthLine({ sets, summary }: Topic): Line {
  const line = { label: "truth", values: sets.truth, colour: "truth" };
  return summary.values.kind === "probability"
    ? { ...line, width: 0, points: true }
    : { ...line, width: 2.25 };
}
