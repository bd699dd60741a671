import { count, fixed } from "../src/report/text/numbers.js";
import { chart, type ChartView } from "./chart.js";
import { amountText, maskedText, rewardFindings } from "../src/report/reward-words.js";
import { h } from "./dom.js";
import { findings, figure, section } from "./figure.js";
import { share } from "./format.js";
import { seriesTable } from "./series-table.js";
import type { Topic } from "./topic.js";

const MOST = 8;

/** What workers were paid, over time; null when the replay paid nothing. */
export function rewardsSection(topic: Topic, charts: ChartView[]): HTMLElement | null {
  const { summary, rewards: paid } = topic;
  const { rewards } = summary;
  if (rewards === null || paid === null) return null;
  const earners = [...topic.workers]
    .sort((a, b) => (b.score?.rewardShare ?? 0) - (a.score?.rewardShare ?? 0) || a.id - b.id)
    .slice(0, MOST);
  const view = chart({
    describe: `Share of the rewards of the ${earners.length} best paid workers over ${paid.times.length} epochs`,
    times: paid.times,
    lines: earners.map((worker, i) => ({
      label: worker.name,
      values: topic.rewardShares(worker.id) ?? [],
      colour: `c${i}`,
      width: 2,
      step: true,
      ...(i >= 5 ? { dash: [6, 3] } : {}),
    })),
    format: share,
    title: "share of the rewards",
    choices: topic.choices.chart("rewards"),
    fromZero: true,
  });
  charts.push(view);
  const elsewhere = rewards.others === "0" ? "" : ` and others ${amountText(rewards.others)}`;
  const masked = maskedText(rewards);
  return section(
    "rewards",
    "Rewards",
    figure(
      "Reward shares over time",
      `Each worker’s part of what workers were paid in each of ${count(rewards.epochs)} epochs; the ${earners.length} best paid. In all, workers got ${amountText(rewards.workers)} and reputers ${amountText(rewards.reputers)}${elsewhere} of the ${amountText(rewards.emission)} units that the topic had to share out. Rank correlation of reward with skill: ${fixed(rewards.skillCorrelation, 2)}.`,
      view.source,
      view.element,
    ),
    findings([...(masked === null ? [] : [masked]), ...rewardFindings(rewards)]),
    seriesTable("Amounts by epoch", paid.times, moneyLines(paid), count),
    ...rewards.unpaid.map(({ code, message, epochs }) =>
      h("p", { class: "note bad" }, `${count(epochs)} epochs paid nothing: ${code} ${message}`),
    ),
  );
}

function moneyLines(money: NonNullable<Topic["rewards"]>) {
  return [
    { label: "topic stake", values: money.stake },
    { label: "to share out", values: money.emission },
    { label: "paid", values: money.paid },
    { label: "rolled over", values: money.rolledOver },
  ];
}
