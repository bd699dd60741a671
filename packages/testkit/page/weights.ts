import { counted, fixed, percent } from "../src/report/text/numbers.js";
import { chart, type ChartView } from "./chart.js";
import type { WeightsPicture } from "./choices.js";
import type { Line } from "./line.js";
import { freshId, h } from "./dom.js";
import type { FigureSource } from "./export.js";
import { figure, section } from "./figure.js";
import { share } from "./format.js";
import { smallMultiples, smallMultiplesSource } from "./small-multiples.js";
import { tiles } from "./tiles.js";
import type { Topic, Worker } from "./topic.js";

const PALETTE = 10;
const MAX_CHOSEN = PALETTE;

/** Who had the weight, over time: stacked or as lines, of the workers chosen. */
export function weightsSection(topic: Topic, charts: ChartView[]): HTMLElement {
  const ranked = [...topic.workers].sort((a, b) => b.meanShare - a.meanShare || a.id - b.id);
  const { choices } = topic;
  const { coloured } = choices;
  let chosen: readonly Worker[] =
    coloured === null
      ? leadersAndMovers(topic, 8)
      : coloured.flatMap((one) => topic.workers.find(({ address }) => address === one) ?? []);
  let view: ChartView | null = null;
  const place = h("div", {});
  place.style.minHeight = "400px";
  const chips = h("ul", { class: "chips", "aria-label": "Workers drawn in colour" });
  const drawn = (): FigureSource =>
    choices.weights === "each" ? smallMultiplesSource(topic) : (view ?? draw()).source;
  const proxy: ChartView = {
    element: place,
    source: { svg: () => drawn().svg(), csv: () => drawn().csv() },
    mount() {
      draw();
    },
    destroy() {
      view?.destroy();
    },
  };
  charts.push(proxy);

  function choose(workers: readonly Worker[]): void {
    chosen = workers;
    choices.coloured = workers.map(({ address }) => address);
    draw();
  }

  function draw(): ChartView {
    view?.destroy();
    const kind = choices.weights;
    const stacked = kind !== "lines";
    const lines = stacked ? stackedLines(topic, chosen) : plainLines(topic, chosen);
    view = chart({
      describe: `Share of the weight of ${chosen.length} workers after each of ${topic.rounds.times.length} rounds`,
      times: topic.rounds.times,
      lines,
      format: share,
      title: "share of the weight",
      height: 360,
      choices: choices.chart(stacked ? "stacked weights" : "weights"),
      fromZero: true,
      ...(stacked ? { most: 1 } : {}),
      onRead: drawChips(),
    });
    place.replaceChildren(view.element);
    view.mount();
    const each = kind === "each";
    chips.hidden = each;
    search.hidden = each;
    if (each) place.replaceChildren(smallMultiples(topic));
    return view;
  }

  /** The workers drawn in colour, with their share at the cursor; returns what keeps that up to date. */
  function drawChips(): (index: number, when: string) => string {
    const when = h("li", { class: "when" });
    const rest = h("output", {});
    const shown = chosen.map((worker, i) => {
      const value = h("output", {});
      const remove = (): void => {
        choose(chosen.filter(({ id }) => id !== worker.id));
      };
      const item = h(
        "li",
        {},
        h("span", { class: `dot fill-c${i}`, "aria-hidden": "true" }),
        h(
          "a",
          { href: topic.link({ worker: worker.address }), title: worker.address },
          worker.name,
        ),
        value,
        h(
          "button",
          { type: "button", "aria-label": `Remove ${worker.name}`, onclick: remove },
          "×",
        ),
      );
      return { worker, value, item, shares: topic.weightShares(worker.id) };
    });
    const others = h(
      "li",
      { class: "others" },
      h("span", { class: "dot fill-rest", "aria-hidden": "true" }),
      counted(topic.workers.length - chosen.length, "other"),
      rest,
    );
    const all = chosen.length === topic.workers.length;
    chips.replaceChildren(when, ...shown.map(({ item }) => item), ...(all ? [] : [others]));
    return (index, time) => {
      when.textContent = time;
      let left = 1;
      const readings = shown.map(({ worker, value, shares }) => {
        const part = shares[index] ?? 0;
        left -= part;
        value.textContent = share(part);
        return `${worker.name} ${share(part)}`;
      });
      rest.textContent = share(Math.max(0, left));
      if (!all) readings.push(`others ${rest.textContent}`);
      return `${time}: ${readings.join(", ")}`;
    };
  }

  const list = freshId("workers");
  const search = h("input", {
    type: "search",
    list,
    placeholder: "Add a worker by name or address",
    "aria-label": "Add a worker by name or address",
    onchange: () => {
      const text = search.value.trim().toLowerCase();
      const found =
        topic.workers.find(({ name, address }) =>
          [name, address].some((s) => s.toLowerCase() === text),
        ) ??
        ranked.find(
          ({ name, address }) => text !== "" && `${name} ${address}`.toLowerCase().includes(text),
        );
      if (found === undefined || chosen.some(({ id }) => id === found.id)) return;
      search.value = "";
      choose([...chosen, found].slice(-MAX_CHOSEN));
    },
  });
  const choice = (label: string, value: WeightsPicture): HTMLElement => {
    const input = h("input", {
      type: "radio",
      name: "weights-kind",
      checked: value === choices.weights,
      onchange: () => {
        choices.weights = value;
        draw();
      },
    });
    return h("label", {}, input, label);
  };
  const controls = h(
    "div",
    { class: "controls" },
    h(
      "fieldset",
      { class: "segmented" },
      h("legend", {}, "Draw as"),
      choice("Stacked", "stacked"),
      choice("Lines", "lines"),
      choice("Each worker", "each"),
    ),
    search,
    h(
      "datalist",
      { id: list },
      ...ranked.map(({ name, address, named }) =>
        h("option", { value: name }, named ? address : ""),
      ),
    ),
  );
  const thinned = topic.rounds.stride > 1 ? ` Every ${topic.rounds.stride}th round is drawn.` : "";
  return section(
    "weights",
    "Weights",
    measures(topic),
    controls,
    chips,
    figure(
      "Weights over time",
      `Each worker’s share of all weight after each round. In colour, at first, are the workers that lead at the end and those whose weight moved most; all others are grey.${thinned}`,
      proxy.source,
      place,
    ),
  );
}

/** Who leads at the end, and whose weight moved most; half of each, without anybody twice. */
function leadersAndMovers(topic: Topic, count: number): Worker[] {
  const moves = new Map(topic.workers.map((worker) => [worker, movement(topic, worker)]));
  const by = (of: (worker: Worker) => number): Worker[] =>
    [...topic.workers].sort((a, b) => of(b) - of(a) || a.id - b.id);
  const leaders = by(({ finalShare }) => finalShare);
  const movers = by((worker) => moves.get(worker) ?? 0);
  const first = new Set(leaders.slice(0, count / 2));
  for (const worker of [...movers, ...leaders]) if (first.size < count) first.add(worker);
  return [...first];
}

/** From the least to the most share that it ever had, once it had any. */
function movement(topic: Topic, { id }: Worker): number {
  let [least, most] = [Infinity, 0];
  for (const share of topic.weightShares(id)) {
    if (share > 0 || most > 0) least = Math.min(least, share);
    most = Math.max(most, share);
  }
  return Math.max(0, most - least);
}

function stackedLines(topic: Topic, chosen: readonly Worker[]): Line[] {
  const rest = topic.workers.filter(({ id }) => !chosen.some((worker) => worker.id === id));
  const length = topic.rounds.times.length;
  const others = new Float32Array(length);
  for (const { id } of rest) {
    for (const [i, value] of topic.weightShares(id).entries()) others[i] = (others[i] ?? 0) + value;
  }
  const layers = [
    ...chosen.map((worker, i) => ({
      label: worker.name,
      shownValues: topic.weightShares(worker.id),
      colour: `c${i}`,
    })),
    ...(rest.length === 0 ? [] : [{ label: "others", shownValues: others, colour: "rest" }]),
  ];
  const below = new Float32Array(length);
  const lines = layers.map(({ label, shownValues, colour }) => {
    for (const [i, value] of shownValues.entries()) below[i] = (below[i] ?? 0) + value;
    return {
      label,
      shownValues,
      colour,
      values: below.slice(),
      fill: true,
      width: 0.5,
      step: true,
    };
  });
  // The highest sum is drawn first, so that each layer shows from the one below it up.
  return lines.reverse();
}

function plainLines(topic: Topic, chosen: readonly Worker[]): Line[] {
  const rest = topic.workers.filter(({ id }) => !chosen.some((worker) => worker.id === id));
  return [
    ...rest.map(({ id, name }) => ({
      label: name,
      values: topic.weightShares(id),
      colour: "rest",
      quiet: true,
      width: 1,
      step: true,
    })),
    ...chosen.map((worker, i) => ({
      label: worker.name,
      values: topic.weightShares(worker.id),
      colour: `c${i}`,
      width: 2,
      step: true,
      ...(i >= PALETTE / 2 ? { dash: [6, 3] } : {}),
    })),
  ];
}

/** The weights' behaviour in a few numbers. */
function measures({ summary, workers }: Topic): HTMLElement {
  const { effectiveNumber, gini, turnover, rankCorrelation } = summary.weighting;
  const { missing } = summary;
  return tiles([
    {
      label: "effective workers",
      value: fixed(effectiveNumber.mean, 1),
      note: `of ${workers.length}; ${fixed(effectiveNumber.last, 1)} at the end`,
    },
    {
      label: "Gini coefficient",
      value: fixed(gini.mean, 2),
      note: `${fixed(gini.last, 2)} at the end`,
    },
    {
      label: "turnover",
      value: percent(turnover.mean),
      note: "of the weight, from round to round",
    },
    {
      label: "foresight",
      value: fixed(rankCorrelation.spearman, 2),
      note: `rank correlation with the accuracy that came next, ${rankCorrelation.periods} periods`,
    },
    {
      label: "missing a round",
      value: missing === null ? "–" : percent(missing.cost),
      note:
        missing === null
          ? "no good worker missed one"
          : `change of a good worker’s share beyond the usual, ${missing.missedRounds} misses`,
    },
  ]);
}
