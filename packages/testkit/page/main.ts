import type { PageData } from "../src/report/html/page-data.js";
import { counted, duration } from "../src/report/text/numbers.js";
import { utcDate } from "../src/report/text/utc.js";
import type { ChartView } from "./chart.js";
import { combinationSection } from "./combination.js";
import { h } from "./dom.js";
import { restartFigures } from "./figure.js";
import { haltSection } from "./halt.js";
import { inputsSection } from "./inputs.js";
import { rewardsSection } from "./rewards.js";
import { roundsSection } from "./rounds.js";
import { isDark, toggleTheme, watchTheme } from "./theme.js";
import { type Topic, unpackTopic } from "./topic.js";
import { topicsSection } from "./topics.js";
import { verdictSection } from "./verdict.js";
import { weightsSection } from "./weights.js";
import { workersSection } from "./workers.js";
import { workerSection, type WorkerPage } from "./worker.js";

/** The page's own data, put there by the report. */
function readData(): PageData {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- written by the same version of the report
  return JSON.parse(document.getElementById("data")?.textContent ?? "null");
}

const data = readData();
const main = h("main", { id: "main" });
let charts: ChartView[] = [];
let workerPage: WorkerPage | null = null;

function showTopic(index: number): void {
  const packed = data.topics[index];
  if (packed === undefined) return;
  for (const chart of charts) chart.destroy();
  workerPage?.destroy();
  charts = [];
  restartFigures();
  const topic = unpackTopic(packed);
  const page = workerSection(topic);
  workerPage = page;
  main.replaceChildren(
    header(topic),
    navigation(topic),
    ...[topicsSection(summaries, data.overall, choose)].filter((part) => part !== null),
    ...[haltSection(topic)].filter((part) => part !== null),
    verdictSection(topic),
    combinationSection(topic, charts),
    weightsSection(topic, charts),
    ...[rewardsSection(topic, charts)].filter((part) => part !== null),
    workersSection(topic),
    page.element,
    roundsSection(topic, data.milliseconds, allRounds, charts),
    inputsSection(data, topic),
  );
  mountInSight();
  const linked = linkedWorker();
  page.show(linked ?? firstWorker(topic), linked !== null);
}

/** Charts are drawn when they come near the screen, or all of them for paper. */
let sight: IntersectionObserver | null = null;
let unmounted = new Map<Element, ChartView>();

function mountInSight(): void {
  sight?.disconnect();
  unmounted = new Map(charts.map((chart) => [chart.element, chart]));
  sight = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) mount(target);
    },
    { rootMargin: "300px" },
  );
  for (const chart of charts) sight.observe(chart.element);
}

function mount(element: Element): void {
  unmounted.get(element)?.mount();
  unmounted.delete(element);
  sight?.unobserve(element);
}

function firstWorker({ workers }: Topic): number {
  return workers.reduce(
    (best, worker) => (worker.finalShare > best.finalShare ? worker : best),
    workers[0] ?? { id: 0, finalShare: 0 },
  ).id;
}

function linkedWorker(): number | null {
  const found = /^#worker=(\d+)$/.exec(location.hash);
  return found === null ? null : Number(found[1]);
}

function header({ summary }: Topic): HTMLElement {
  const { logic, topic, start, end, workers, sets, inferenceCadence, weightCadence } = summary;
  const theme = h(
    "button",
    {
      type: "button",
      class: "ghost",
      "aria-pressed": String(isDark()),
      onclick: () => {
        toggleTheme();
        theme.setAttribute("aria-pressed", String(isDark()));
      },
    },
    "Dark",
  );
  return h(
    "header",
    {},
    h(
      "div",
      { class: "top" },
      h("p", { class: "eyebrow" }, `Replay report · topic ${topic}`),
      chooser(),
      theme,
    ),
    h("h1", {}, logic.name),
    h(
      "p",
      { class: "sub" },
      `${utcDate(start)} to ${utcDate(end)} · ${counted(workers.length, "worker")} · ${counted(sets.total, "set")} · ` +
        `${counted(sets.inferences, "inference")} every ${duration(inferenceCadence)} · weights every ${duration(weightCadence)}`,
    ),
  );
}

let current = 0;
const summaries = data.topics.map(({ summary }) => summary);
const allRounds = summaries.reduce((sum, { rounds }) => sum + rounds.ran - rounds.skipped, 0);

/** Shows another topic, from its result on. */
function choose(index: number): void {
  current = index;
  showTopic(index);
  const verdict = document.getElementById("verdict");
  verdict?.scrollIntoView({ block: "start" });
  verdict?.querySelector("h2")?.focus({ preventScroll: true });
}

/** With several topics, a choice of them. */
function chooser(): HTMLElement | null {
  if (data.topics.length < 2) return null;
  const select = h(
    "select",
    {
      "aria-label": "Topic",
      onchange: () => {
        current = Number(select.value);
        showTopic(current);
        document.querySelector<HTMLElement>("[aria-label='Topic']")?.focus();
      },
    },
    ...data.topics.map(({ summary }, i) =>
      h("option", { value: i, selected: i === current }, `Topic ${summary.topic}`),
    ),
  );
  return select;
}

function navigation({ summary }: Topic): HTMLElement {
  const links = [
    ...(data.topics.length > 1 ? [["topics", "All topics"]] : []),
    ...(summary.halt === null ? [] : [["halt", "Halt"]]),
    ["verdict", "Result"],
    ["combination", "Combination"],
    ["weights", "Weights"],
    ...(summary.rewards === null ? [] : [["rewards", "Rewards"]]),
    ["workers", "Workers"],
    ["worker", "A worker"],
    ["rounds", "Rounds"],
    ["inputs", "Reproduce"],
  ] as const;
  return h(
    "nav",
    { "aria-label": "Sections" },
    h(
      "ul",
      {},
      ...links.map(([id = "", name = ""]) => h("li", {}, h("a", { href: `#${id}` }, name))),
    ),
  );
}

watchTheme();
document
  .getElementById("page")
  ?.append(h("a", { class: "skip", href: "#verdict" }, "Skip to the result"), main);
addEventListener("beforeprint", () => {
  for (const element of [...unmounted.keys()]) mount(element);
});
addEventListener("hashchange", () => {
  const worker = linkedWorker();
  if (worker !== null) workerPage?.show(worker, true);
});
showTopic(current);
document.documentElement.dataset["ready"] = "";
