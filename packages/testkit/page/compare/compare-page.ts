import type { ComparePageData } from "@weightkit/testkit/internal/lab/compare/compare-page";
import { count, counted } from "../../src/report/text/numbers.js";
import { utcDate } from "../../src/report/text/utc.js";
import type { ChartView } from "../chart.js";
import { h } from "../dom.js";
import { restartFigures } from "../figure.js";
import { hashed, reproduce } from "../inputs.js";
import { labMain, showLabPage } from "../lab-page.js";
import { linkTo, placeIn } from "../place.js";
import { lossesSection } from "./losses.js";
import { pairsSection } from "./pairs.js";
import { partingSection } from "./parting.js";
import { regretSection } from "./regret.js";
import { resultSection } from "./result.js";
import { supplementsSection } from "./supplements.js";
import { topicsSection } from "./topics.js";
import { type CompareView, viewOf } from "./view.js";

/** Shows a comparison in an element: of several topics all together first, of one the topic. */
export function showComparison(data: ComparePageData, element: HTMLElement): void {
  const main = labMain(element);
  const { topics, overall } = data.document;
  let clear = (): void => undefined;
  let current: string | null | undefined;
  const show = (): void => {
    const { topic: named, section } = placeIn(location.hash);
    if (current !== undefined && section !== null && named === null) return;
    const found = topics.find(({ topic }) => topic === named) ?? null;
    const topic = found ?? (overall === null ? (topics[0] ?? null) : null);
    if (current === (topic?.topic ?? null)) return;
    const view = viewOf(data, topic);
    if (view === null) return;
    const moved = current !== undefined;
    current = topic?.topic ?? null;
    clear();
    restartFigures();
    clear = showView(main, view);
    if (moved) document.getElementById("result-title")?.focus();
  };
  addEventListener("hashchange", show);
  show();
}

function showView(main: HTMLElement, view: CompareView): () => void {
  const { topic, rules, result, data } = view;
  const charts: ChartView[] = [];
  const sections = [
    ["Result", resultSection(view)],
    ["Topics", topic === null ? topicsSection(view, data.document.topics) : null],
    ["Losses", lossesSection(view, charts)],
    ["Regret", regretSection(view)],
    ["Pairs", pairsSection(view)],
    ["Parting", partingSection(view)],
    ["Supplements", supplementsSection(view)],
    ["Reproduce", reproduceSection(view)],
  ] as const;
  const logics = rules.filter(({ kind }) => kind === "logic");
  const times = topic?.timestamps ?? [];
  const span =
    times.length === 0 ? "" : ` · ${utcDate(times[0] ?? 0)} to ${utcDate(times.at(-1) ?? 0)}`;
  const of = topic === null ? ` of ${counted(data.document.topics.length, "topic")}` : "";
  return showLabPage(main, {
    eyebrow: topic === null ? "Comparison · all topics" : `Comparison · topic ${topic.topic}`,
    title: logics.map(({ name }) => name).join(" · "),
    about: `${counted(logics.length, "logic")} and ${counted(rules.length - logics.length, "baseline")} on the same ${count(result.race.sets)} sets${of}${span} · ${view.unit}`,
    ...{ sections, charts },
    chooser: chooser(view),
  });
}

/** With several topics, a choice of them and of all together. */
function chooser({ data, topic }: CompareView): HTMLElement | null {
  const { topics, overall } = data.document;
  if (overall === null) return null;
  const select = h(
    "select",
    {
      "aria-label": "Topic",
      onchange: () => {
        location.hash = select.value === "" ? "#" : linkTo({ topic: select.value });
      },
    },
    h("option", { value: "", selected: topic === null }, "All topics"),
    ...topics.map((one) =>
      h("option", { value: one.topic, selected: one === topic }, `Topic ${one.topic}`),
    ),
  );
  return select;
}

function reproduceSection({ data, rules, result }: CompareView): HTMLElement {
  const logics = rules.flatMap(({ name, sha256 }) => (sha256 === null ? [] : [{ name, sha256 }]));
  const seed = result.supplements?.seed ?? null;
  return reproduce(
    data,
    [
      ...logics.map((logic) => ["logic", hashed(logic)] as const),
      ["topics", data.document.topics.map(({ topic }) => topic).join(", ")],
      ...(seed === null ? [] : [["seed", String(seed)] as const]),
    ],
    {
      key: `compare-${logics[0]?.sha256.slice(0, 12) ?? ""}`,
      title: `Comparison of ${logics.map(({ name }) => name).join(", ")}`,
      how: data.madeBy,
      notes: logics.map(({ name, sha256 }) => `${name} SHA-256 ${sha256}`),
      ends: seed === null ? [] : [`seed ${seed}`],
    },
  );
}
