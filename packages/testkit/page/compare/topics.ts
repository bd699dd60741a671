import { count, fixed, lossDecimals } from "../../src/report/text/numbers.js";
import { h } from "../dom.js";
import { section } from "../figure.js";
import { linkTo } from "../place.js";
import { dataTable } from "../table.js";
import type { ComparedTopic, CompareView } from "./view.js";
import { ruleName } from "./view.js";

/** Every topic by itself; choosing one shows it. */
export function topicsSection(view: CompareView, topics: readonly ComparedTopic[]): HTMLElement {
  const losses = ({ race }: ComparedTopic, rule: number): number | null =>
    race.standings[rule]?.meanLoss ?? null;
  const table = dataTable<ComparedTopic>(
    "Mean loss of every rule in each topic, in the topic’s own unit; red is out of that topic’s race",
    [
      {
        head: "topic",
        cell: ({ topic }) => h("a", { href: linkTo({ topic }) }, topic),
        sort: ({ topic }) => topic,
      },
      {
        head: "sets",
        number: true,
        cell: ({ race }) => count(race.sets),
        sort: ({ race }) => race.sets,
      },
      {
        head: "smallest loss",
        cell: ({ race }) => (race.best === null ? "" : ruleName(view, race.best)),
        sort: ({ race }) => (race.best === null ? "" : ruleName(view, race.best)),
      },
      ...view.rules.map(({ name }, rule) => ({
        head: name,
        number: true,
        cell: (topic: ComparedTopic) => {
          const most = Math.max(...topic.race.standings.map(({ meanLoss }) => meanLoss ?? 0));
          const text = fixed(losses(topic, rule), Math.min(4, lossDecimals(most)));
          return topic.race.standings[rule]?.inRace === false
            ? h("span", { class: "bad" }, text)
            : text;
        },
        sort: (topic: ComparedTopic) => losses(topic, rule),
      })),
    ],
    topics,
    { column: 99, descending: false },
  );
  return section("topics", "Topic by topic", h("div", { class: "card" }, table.element));
}
