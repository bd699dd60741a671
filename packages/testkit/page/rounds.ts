import { firstFailed } from "../src/report/failure-words.js";
import { count, counted, fixed, percent } from "../src/report/text/numbers.js";
import {
  coverageRemedy,
  hostFindings,
  payloadAdvice,
  roundFindings,
} from "../src/report/findings.js";
import { utcTime } from "../src/report/text/utc.js";
import type { FailureGroup } from "../src/metrics/summary.js";
import { chart, type ChartView } from "./chart.js";
import { h } from "./dom.js";
import { share } from "./format.js";
import { findings, figure, section } from "./figure.js";
import { tiles } from "./tiles.js";
import type { Topic } from "./topic.js";

/** How the rounds went: fuel, what they could score, and what failed. */
export function roundsSection(
  topic: Topic,
  /** Of the whole run, over all topics, and the rounds of all of them. */
  milliseconds: number | null,
  allRounds: number,
  charts: ChartView[],
): HTMLElement {
  const { rounds, summary } = topic;
  const { failures, coverage, fuel } = summary;
  const parts: (HTMLElement | null)[] = [measures(topic, milliseconds, allRounds)];
  if (failures.length > 0) parts.push(failed(failures));
  if (fuel !== null) {
    const broken = rounds.fuel.map((value, i) => (rounds.status[i] === 1 ? value : Number.NaN));
    const view = chart({
      describe: `Fuel used by each of ${rounds.times.length} rounds`,
      times: rounds.times,
      lines: [
        { label: "fuel", values: rounds.fuel, colour: "weighted" },
        ...(failures.length > 0
          ? [{ label: "failed rounds", values: broken, colour: "bad", width: 0, points: true }]
          : []),
      ],
      format: count,
      title: "operators a round",
      choices: topic.choices.chart("fuel"),
      height: 200,
      fromZero: true,
    });
    charts.push(view);
    parts.push(
      figure(
        "Fuel",
        "Executed operators, counted as the node’s runtime counts them. A limit on the node ends a run that uses more.",
        view.source,
        view.element,
      ),
    );
  }
  const view = chart({
    describe: "Inferences in each round's window, and those of them whose truth was known",
    times: rounds.times,
    lines: [
      {
        label: "in the window",
        values: rounds.inferences,
        colour: "mean",
        dash: [7, 4],
        step: true,
      },
      { label: "scorable", values: rounds.scorable, colour: "weighted", step: true },
    ],
    format: count,
    title: "inferences",
    choices: topic.choices.chart("scored"),
    height: 180,
    fromZero: true,
  });
  charts.push(view);
  const never = coverage.inferences === 0 ? 0 : coverage.neverScorable / coverage.inferences;
  parts.push(
    figure(
      "What rounds could score",
      never > 0
        ? `Inferences in each round’s window, and those whose truth was known by then. ${count(coverage.neverScorable)} (${percent(never)}) can never be scored: their truth comes after their window has passed.`
        : "Inferences in each round’s window, and those whose truth was known by then.",
      view.source,
      view.element,
    ),
  );
  if (summary.rounds.second > 0) parts.push(secondRuns(topic, charts));
  const remedy = coverageRemedy(coverage);
  const advice = payloadAdvice([summary]);
  const sentences = [
    ...(remedy === null ? [] : [remedy]),
    ...(advice === null ? [] : [advice]),
    ...roundFindings(summary),
    ...hostFindings(summary.host),
  ];
  return section("rounds", "Rounds", ...parts, findings(sentences));
}

/** The host runs the logic again in the block after each due run; what that overwrites. */
function secondRuns({ rounds, summary, choices }: Topic, charts: ChartView[]): HTMLElement {
  const failed = rounds.moved.map((part, i) => (rounds.second[i] === 1 ? part : Number.NaN));
  const view = chart({
    describe: "Part of the weight that each second run moved",
    times: rounds.times,
    lines: [
      { label: "moved by the second run", values: rounds.moved, colour: "mean", step: true },
      ...(rounds.second.includes(1)
        ? [{ label: "failed second runs", values: failed, colour: "bad", width: 0, points: true }]
        : []),
    ],
    format: share,
    title: "weight moved",
    choices: choices.chart("second runs"),
    height: 160,
    fromZero: true,
  });
  charts.push(view);
  return figure(
    "What second runs changed",
    `${summary.host.title} runs the logic again in the block after each due run, on the sets at that run’s block time or on none, and what it prints overwrites the due run’s weights. They count as runs of their round, not as rounds.`,
    view.source,
    view.element,
  );
}

function measures({ summary }: Topic, milliseconds: number | null, allRounds: number): HTMLElement {
  const { rounds, coverage, fuel, payload } = summary;
  return tiles([
    { label: "rounds", value: count(rounds.ran), note: `${count(rounds.committed)} committed` },
    {
      label: "failed",
      value: count(rounds.failed),
      note: rounds.skipped > 0 ? `${count(rounds.skipped)} skipped` : "rounds",
      bad: rounds.failed > 0,
    },
    {
      label: "scored",
      value: coverage.inferences === 0 ? "–" : percent(coverage.scored / coverage.inferences),
      note: `${count(coverage.scored)} of ${count(coverage.inferences)} inferences`,
    },
    ...(rounds.second === 0
      ? []
      : [
          {
            label: "second runs",
            value: count(rounds.second),
            note: "a block after a due run",
          },
        ]),
    fuel === null
      ? { label: "fuel", value: "–", note: "not counted" }
      : {
          label: "fuel a round",
          value: count(fuel.mean),
          note: `at most ${count(fuel.most)}, in round ${count(fuel.mostAt)}`,
        },
    ...(payload === null
      ? []
      : [
          {
            label: "bytes of payload a round",
            value: count(payload.mean),
            note: `at most ${count(payload.most)}, in round ${count(payload.mostAt)}`,
          },
        ]),
    ...(milliseconds === null
      ? []
      : [
          {
            label: "time",
            value: `${fixed(milliseconds / 1000, milliseconds < 10_000 ? 2 : 0)} s`,
            note: `for the whole run, ${fixed(milliseconds / Math.max(1, allRounds), 1)} ms a round`,
          },
        ]),
  ]);
}

function failed(failures: readonly FailureGroup[]): HTMLElement {
  return h("div", { class: "failures" }, ...failures.map(failure));
}

function failure(group: FailureGroup): HTMLElement {
  const { code, message, rounds, secondRuns, first } = group;
  const runs = [
    ...(rounds > 0 ? [counted(rounds, "round")] : []),
    ...(secondRuns > 0 ? [counted(secondRuns, "second run")] : []),
  ];
  const trace = (first.failure?.trace ?? []).map(({ name, functionIndex, source, offset }) => {
    const where =
      source === null ? `offset ${offset}` : `${source.file}:${source.line}:${source.column}`;
    return `at ${name ?? `function ${functionIndex}`} (${where})`;
  });
  const stderr = first.stderr.trimEnd();
  return h(
    "details",
    { class: "failure", open: true },
    h(
      "summary",
      {},
      h("b", {}, code),
      ` ${message} `,
      h("span", { class: "badge" }, runs.join(", ")),
    ),
    h(
      "p",
      {},
      `First in ${firstFailed(group)} at ${utcTime(first.blockTime)}, exit code ${first.exitCode}.`,
    ),
    trace.length > 0 ? h("pre", {}, trace.join("\n")) : null,
    stderr === ""
      ? null
      : h("pre", { class: "stderr", "aria-label": "What the logic wrote to stderr" }, stderr),
    first.failure === null || first.failure.hint === ""
      ? null
      : h("p", { class: "hint" }, first.failure.hint),
  );
}
