import { count, fixed, percent, signedPercent } from "../src/report/text/numbers.js";
import { valueWords } from "../src/kinds/kinds.js";
import { lossDecimals } from "./accuracy.js";
import { truthLine } from "./combination.js";
import { chart, type ChartView } from "./chart.js";
import { copyButton } from "./copy.js";
import { h } from "./dom.js";
import { section } from "./figure.js";
import { formatLike, share } from "./format.js";
import type { Topic, Worker } from "./topic.js";

export interface WorkerPage {
  readonly element: HTMLElement;
  /** @param address Whose page to show; unknown ones are left alone. */
  show(address: string, focus: boolean): void;
  destroy(): void;
}

/** One worker: what it inferred against what came, and what that earned it. */
export function workerSection(topic: Topic): WorkerPage {
  const { workers } = topic;
  let views: ChartView[] = [];
  const body = h("div", {});
  const byName = [...workers].sort((a, b) =>
    a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
  );
  const choose = h(
    "select",
    {
      "aria-label": "Worker",
      onchange: () => {
        location.hash = topic.link({ worker: choose.value });
      },
    },
    ...byName.map(({ address, name }) => h("option", { value: address }, name)),
  );
  const element = section("worker", "A worker", h("div", { class: "controls" }, choose), body);

  function destroy(): void {
    for (const view of views) view.destroy();
    views = [];
  }

  return {
    element,
    destroy,
    show(address, focus) {
      const worker = workers.find((each) => each.address === address);
      if (worker === undefined) return;
      destroy();
      if (focus) topic.choices.worker = address;
      choose.value = address;
      const made = details(topic, worker);
      views = made.views;
      body.replaceChildren(made.element);
      for (const view of views) view.mount();
      if (!focus) return;
      element.scrollIntoView({ block: "start" });
      element.querySelector("h2")?.focus({ preventScroll: true });
    },
  };
}

const SHARE_OF_TRUTH =
  "The probability it gave to the class that occurred; for labels, 1 where it was right and 0 where it was not.";

function details(topic: Topic, worker: Worker): { element: HTMLElement; views: ChartView[] } {
  const { sets, rounds } = topic;
  const inferences = topic.inferences(worker.id);
  const views: ChartView[] = [];
  const parts: HTMLElement[] = [];
  const hasTruth = sets.truth.some((value) => !Number.isNaN(value));
  if (inferences !== null) {
    const view = chart({
      describe: hasTruth
        ? `Inferences of ${worker.name} against the truth`
        : `What ${worker.name} gave to the class that occurred`,
      times: sets.times,
      lines: [
        ...(hasTruth ? [truthLine(topic)] : []),
        {
          label: worker.name,
          values: inferences,
          colour: "weighted",
          points: true,
          ...(topic.summary.values.kind === "class" ? { width: 0 } : {}),
        },
        { label: "weighted", values: sets.weighted, colour: "mean", dash: [7, 4], hidden: true },
      ],
      // Truths of events are whole numbers, their probabilities are not.
      format: formatLike(topic.summary.values.kind === "number" ? sets.truth : sets.weighted),
      title: hasTruth ? valueWords(topic.summary).drawn : "given to the class that came",
      height: 260,
      choices: topic.choices.chart("a worker's inferences"),
      apart: 4 * topic.summary.inferenceCadence * sets.stride,
    });
    views.push(view);
    parts.push(view.element);
    if (!hasTruth) parts.push(h("p", { class: "note" }, SHARE_OF_TRUTH));
  } else {
    parts.push(
      h("p", { class: "note" }, "This replay has too many inferences to carry them in the page."),
    );
  }
  const weight = topic.weightShares(worker.id);
  const shares = chart({
    describe: `Share of the weight of ${worker.name} over time`,
    times: rounds.times,
    lines: [
      { label: "share of the weight", values: weight, colour: "weighted", fill: true, step: true },
    ],
    format: share,
    title: "weight",
    choices: topic.choices.chart("a worker's weight"),
    height: 150,
    fromZero: true,
  });
  views.push(shares);
  parts.push(shares.element);
  const paid = topic.rewardShares(worker.id);
  if (paid !== null && topic.rewards !== null) {
    const rewards = chart({
      describe: `Share of the rewards of ${worker.name} over time`,
      times: topic.rewards.times,
      lines: [
        { label: "share of the rewards", values: paid, colour: "median", fill: true, step: true },
      ],
      format: share,
      title: "rewards",
      choices: topic.choices.chart("a worker's rewards"),
      height: 150,
      fromZero: true,
    });
    views.push(rewards);
    parts.push(rewards.element);
  }
  return {
    element: h("div", { class: "card" }, heading(worker), numbers(worker, topic), ...parts),
    views,
  };
}

function heading({ name, address, named }: Worker): HTMLElement {
  const full = h("code", {}, address);
  return h(
    "div",
    { class: "worker-head" },
    h("h3", {}, named ? name : "Worker"),
    full,
    copyButton("Copy the address", () => address, full),
  );
}

function numbers({ score, finalShare, meanShare }: Worker, { summary }: Topic): HTMLElement {
  const pair = (label: string, value: string) =>
    h("div", {}, h("dt", {}, label), h("dd", {}, value));
  const decimals = lossDecimals(score?.loss ?? 0);
  return h(
    "dl",
    { class: "facts" },
    pair("compared sets", count(score?.sets ?? 0)),
    pair(valueWords(summary).loss, fixed(score?.loss ?? null, decimals)),
    ...(score?.bias == null ? [] : [pair("bias", fixed(score.bias, decimals))]),
    pair("skill", signedPercent(score?.skill ?? null)),
    pair("mean weight", percent(meanShare)),
    pair("final weight", percent(finalShare)),
    ...(score?.rewardShare == null ? [] : [pair("rewards", percent(score.rewardShare))]),
  );
}
