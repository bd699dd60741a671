import { combinationWord, valueWords } from "../src/kinds/kinds.js";
import { lossDecimals } from "./accuracy.js";
import { fixed, percent, signedPercent } from "../src/report/text/numbers.js";
import { h } from "./dom.js";
import { figure, section } from "./figure.js";
import { pictureSource } from "./responsive.js";
import { moneyOf, skillDots, skillScatter } from "./scatter.js";
import { dataTable, type HtmlColumn } from "./table.js";
import type { Topic, Worker } from "./topic.js";

/** Every worker with its skill, weight and reward; searchable and sortable. */
export function workersSection(topic: Topic): HTMLElement {
  const { workers, summary, link } = topic;
  const rewarded = summary.rewards !== null;
  const words = valueWords(summary);
  const decimals = lossDecimals(Math.max(...workers.map(({ score }) => score?.loss ?? 0), 0));
  const equal = combinationWord(summary, "equal");
  const columns: readonly HtmlColumn<Worker>[] = [
    {
      head: "worker",
      cell: ({ name, address }) =>
        h("a", { href: link({ worker: address }), title: address }, name),
      sort: ({ name }) => name.toLowerCase(),
    },
    {
      head: "sets",
      title: "Compared sets that it took part in",
      number: true,
      cell: ({ score }) => fixed(score?.sets ?? 0, 0),
      sort: ({ score }) => score?.sets ?? 0,
    },
    {
      head: words.head,
      title: words.title,
      number: true,
      cell: ({ score }) => fixed(score?.loss ?? null, decimals),
      sort: ({ score }) => score?.loss ?? null,
    },
    ...(workers.some(({ score }) => score?.bias != null)
      ? [
          {
            head: "bias",
            title: "Mean of inference minus truth",
            number: true,
            cell: ({ score }: Worker) => fixed(score?.bias ?? null, decimals),
            sort: ({ score }: Worker) => score?.bias ?? null,
          },
        ]
      : []),
    {
      head: "skill",
      title: `Part of the ${equal}’s ${words.loss} that it saves, on the worker’s own sets`,
      number: true,
      cell: ({ score }) => tinted(score?.skill ?? null),
      sort: ({ score }) => score?.skill ?? null,
    },
    {
      head: "mean weight",
      title: "Mean share of the weight over rounds",
      number: true,
      cell: ({ meanShare }) => percent(meanShare),
      sort: ({ meanShare }) => meanShare,
    },
    {
      head: "final weight",
      title: "Share of the final weights",
      number: true,
      cell: ({ finalShare }) => percent(finalShare),
      sort: ({ finalShare }) => finalShare,
    },
    ...(rewarded
      ? [
          {
            head: "reward",
            title: "Share of what workers were paid",
            number: true,
            cell: ({ score }: Worker) => percent(score?.rewardShare ?? 0),
            sort: ({ score }: Worker) => score?.rewardShare ?? 0,
          },
        ]
      : []),
  ];
  const table = dataTable(`${workers.length} workers`, columns, workers, {
    column: columns.findIndex(({ head }) => head === "final weight"),
    descending: true,
  });
  const found = h("span", { class: "found", role: "status" });
  const search = h("input", {
    type: "search",
    placeholder: "Search workers",
    "aria-label": "Search workers by name or address",
    oninput: () => {
      const text = search.value.trim().toLowerCase();
      const shown = table.show(({ name, address }) =>
        `${name} ${address}`.toLowerCase().includes(text),
      );
      found.textContent = text === "" ? "" : `${shown} found`;
    },
  });
  const money = rewarded ? "Share of what workers were paid" : "Mean share of the weight";
  const plot = skillScatter(topic);
  const dots = moneyOf(topic);
  return section(
    "workers",
    "Workers",
    figure(
      rewarded ? "Reward against skill" : "Weight against skill",
      `${money}, against the worker’s ${words.loss} as a multiple of the ${equal}’s on the same sets: right of the line is better than the ${equal}. Larger dots took part in more sets.`,
      pictureSource(
        plot,
        ["worker", "address", `share of the ${dots.what}`, "relative error", "sets"],
        skillDots(topic).map(({ worker, ratio }) => [
          ...[worker.name, worker.address],
          ...[dots.of(worker), ratio, worker.score?.sets ?? 0],
        ]),
      ),
      plot,
    ),
    h("div", { class: "controls" }, search, found),
    table.element,
  );
}

function tinted(skill: number | null): HTMLElement | string {
  if (skill === null) return "–";
  return h("span", { class: skill > 0 ? "good" : skill < 0 ? "bad" : null }, signedPercent(skill));
}
