import type { PageData } from "../src/report/html/page-data.js";
import { readSeries } from "../src/report/html/series-bytes.js";
import { counted, duration } from "../src/report/text/numbers.js";
import { utcDate } from "../src/report/text/utc.js";
import type { ChartView } from "./chart.js";
import { combinationSection } from "./combination.js";
import { h } from "./dom.js";
import { embedded } from "./embedded.js";
import { restartFigures } from "./figure.js";
import { haltSection } from "./halt.js";
import { TopicChoices } from "./choices.js";
import { inputsSection } from "./inputs.js";
import { keepPlace } from "./keep-place.js";
import { linkTo, placeIn } from "./place.js";
import { rewardsSection } from "./rewards.js";
import { roundsSection } from "./rounds.js";
import { drawInSight } from "./sight.js";
import { themeButton, watchTheme } from "./theme.js";
import { type Topic, topicOf } from "./topic.js";
import { topicsSection } from "./topics.js";
import { verdictSection } from "./verdict.js";
import { weightsSection } from "./weights.js";
import { workersSection } from "./workers.js";
import { workerSection, type WorkerPage } from "./worker.js";

/** Shows a replay's report in an element, at the place that the page's address names; gives what shows a newer one instead. */
export async function showReplay(
  data: PageData,
  element: HTMLElement,
): Promise<(newer: PageData) => Promise<void>> {
  const page = new ReplayPage(data);
  watchTheme();
  element.append(h("a", { class: "skip", href: "#verdict" }, "Skip to the result"), page.main);
  addEventListener("hashchange", () => {
    void page.go(true);
  });
  await page.go(false);
  return (newer) => page.update(newer);
}

class ReplayPage {
  readonly main = h("main", { id: "main" });
  #data: PageData;
  /** Index of the topic that is shown. */
  #current = -1;
  /** Counts what is shown: a reader may move on while a topic's series are unpacked. */
  #turn = 0;
  readonly #choices = new Map<string, TopicChoices>();
  #charts: ChartView[] = [];
  #endSight: () => void = () => undefined;
  #worker: WorkerPage | null = null;

  constructor(data: PageData) {
    this.#data = data;
  }

  /** Goes where the page's address points. */
  async go(moved: boolean): Promise<void> {
    const { topic, worker = null, section = null } = placeIn(location.hash);
    const named = this.#data.topics.findIndex(({ summary }) => summary.topic === topic);
    // Another topic without a section begins at its result.
    const begins = moved && section === null && worker === null ? "verdict" : section;
    const index =
      named !== -1 ? named : section === null || this.#current === -1 ? 0 : this.#current;
    if (index !== this.#current) await this.#show(index);
    if (worker !== null) this.#worker?.show(worker, true);
    else if (begins !== null) focusSection(begins);
  }

  /** Shows a newer report of the same kind in place of this one, and moves nothing that the reader sees. */
  async update(data: PageData): Promise<void> {
    const shown = this.#data.topics[this.#current]?.summary.topic;
    const index = data.topics.findIndex(({ summary: { topic } }) => topic === shown);
    this.#data = data;
    await this.#show(Math.max(0, index), true);
  }

  async #show(index: number, again = false): Promise<void> {
    const { topics, overall, milliseconds } = this.#data;
    const packed = topics[index];
    if (packed === undefined) return;
    this.#current = index;
    this.#turn += 1;
    const turn = this.#turn;
    const bytes = await embedded(`series-${index}`);
    // Meanwhile the reader may have moved on.
    if (this.#turn !== turn) return;
    const restore = again ? keepPlace(this.main) : null;
    const old = { charts: this.#charts, worker: this.#worker };
    this.#endSight();
    restartFigures();
    const many = topics.length > 1;
    const choices = this.#choices.get(packed.summary.topic) ?? new TopicChoices();
    this.#choices.set(packed.summary.topic, choices);
    const topic = topicOf(packed, readSeries(bytes, packed.shape), many, choices);
    const charts: ChartView[] = [];
    const worker = workerSection(topic);
    const summaries = topics.map(({ summary }) => summary);
    const allRounds = summaries.reduce((sum, { rounds }) => sum + rounds.ran - rounds.skipped, 0);
    const sections = [
      topicsSection(summaries, overall),
      haltSection(topic),
      verdictSection(topic),
      combinationSection(topic, charts),
      weightsSection(topic, charts),
      rewardsSection(topic, charts),
      workersSection(topic),
      worker.element,
      roundsSection(topic, milliseconds, allRounds, charts),
      inputsSection(this.#data, topic),
    ].filter((section) => section !== null);
    this.main.replaceChildren(this.#header(topic), navigation(topic, many), ...sections);
    for (const chart of old.charts) chart.destroy();
    old.worker?.destroy();
    this.#charts = charts;
    this.#worker = worker;
    // What is drawn when it comes into sight would be blank for the first frame.
    if (again) for (const chart of charts) chart.mount();
    this.#endSight = again ? () => undefined : drawInSight(charts);
    const first = topic.workers.some(({ address }) => address === choices.worker)
      ? choices.worker
      : firstWorker(topic);
    if (first !== null) worker.show(first, false);
    restore?.();
  }

  #header({ summary }: Topic): HTMLElement {
    const { logic, topic, start, end, workers, sets, inferenceCadence, weightCadence } = summary;
    const top = h(
      "div",
      { class: "top" },
      h("p", { class: "eyebrow" }, `Replay report · topic ${topic}`),
      this.#chooser(),
      themeButton(),
    );
    const about =
      `${utcDate(start)} to ${utcDate(end)} · ${counted(workers.length, "worker")} · ${counted(sets.total, "set")} · ` +
      `${counted(sets.inferences, "inference")} every ${duration(inferenceCadence)} · weights every ${duration(weightCadence)}`;
    return h("header", {}, top, h("h1", {}, logic.name), h("p", { class: "sub" }, about));
  }

  /** With several topics, a choice of them. */
  #chooser(): HTMLElement | null {
    const { topics } = this.#data;
    if (topics.length < 2) return null;
    const options = topics.map(({ summary: { topic } }, i) =>
      h("option", { value: topic, selected: i === this.#current }, `Topic ${topic}`),
    );
    const select = h(
      "select",
      {
        "aria-label": "Topic",
        onchange: () => {
          location.hash = linkTo({ topic: select.value });
        },
      },
      ...options,
    );
    return select;
  }
}

function focusSection(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView({ block: "start" });
  section?.querySelector<HTMLElement>("h1, h2")?.focus({ preventScroll: true });
}

/** Address of the one with the most weight at the end. */
function firstWorker({ workers }: Topic): string | null {
  const [first, ...others] = workers;
  if (first === undefined) return null;
  return others.reduce((best, next) => (next.finalShare > best.finalShare ? next : best), first)
    .address;
}

function navigation({ summary, rewards, link }: Topic, many: boolean): HTMLElement {
  const links = [
    ...(many ? [["topics", "All topics"] as const] : []),
    ...(summary.halt === null ? [] : [["halt", "Halt"] as const]),
    ["verdict", "Result"],
    ["combination", "Combination"],
    ["weights", "Weights"],
    ...(rewards === null ? [] : [["rewards", "Rewards"] as const]),
    ["workers", "Workers"],
    ["worker", "A worker"],
    ["rounds", "Rounds"],
    ["inputs", "Reproduce"],
  ] as const;
  const items = links.map(([section, name]) =>
    h("li", {}, h("a", { href: link({ section }) }, name)),
  );
  return h("nav", { "aria-label": "Sections" }, h("ul", {}, ...items));
}
