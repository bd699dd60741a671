import {
  count,
  counted,
  fixed,
  lossDecimals,
  percent,
  signedPercent,
} from "../../report/text/numbers.js";
import { type Cell, table } from "../../report/text/table.js";
import { DEFAULT_TEXT_OPTIONS, type TextOptions } from "../../report/text/text-options.js";
import { safeText } from "../../report/text/untrusted.js";
import { utcDate, utcTime } from "../../report/text/utc.js";
import { wrap } from "../../report/text/wrap.js";
import { pValueText } from "../../report/verdict-words.js";
import type { Comparison, RaceResult, Rule, TopicComparison } from "./compare.js";
import { causeSentence, compareWords } from "./compare-words.js";

/**
 * What `weightkit compare` prints: who is still in the race, losses, regrets, and where logics part.
 * @returns Text that ends in a line break.
 */
export function compareText(comparison: Comparison, given: Partial<TextOptions> = {}): string {
  const options = { ...DEFAULT_TEXT_OPTIONS, ...given };
  const rules = comparison.rules.map((rule) => ({ ...rule, name: safeText(rule.name) }));
  const { topics, overall } = comparison;
  const sections =
    overall === null
      ? topics.flatMap((topic) => topicSections(topic, rules, options))
      : [
          raceLines(
            `${counted(topics.length, "topic")} as one, losses in units of equal weights'`,
            overall,
            rules,
            topics,
            options,
          ),
          topicsTable(topics, rules, options),
        ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function topicSections(
  topic: TopicComparison,
  rules: readonly Rule[],
  options: TextOptions,
): string[][] {
  const { timestamps, loss } = topic;
  const [from = 0, to = 0] = [timestamps[0], timestamps.at(-1)];
  const span = timestamps.length === 0 ? "" : `, ${utcDate(from)} to ${utcDate(to)}`;
  const title = `Topic ${safeText(topic.topic)}: ${loss} on ${counted(timestamps.length, "set")}${span}`;
  return [
    raceLines(title, topic, rules, [topic], options),
    regretLines(topic, rules, options),
    partingLines(topic, rules, options),
    supplementLines(topic, rules, options),
  ];
}

function raceLines(
  title: string,
  result: RaceResult,
  rules: readonly Rule[],
  topics: readonly TopicComparison[],
  { style, width, tableWidth = width }: TextOptions,
): string[] {
  const { race, against, baseline } = result;
  const words = compareWords(result, rules, topics);
  const tone = race.standings.every(({ inRace }) => inRace) ? "warn" : "good";
  const head = [
    ...wrap(title, width).map((line) => style(line, "strong")),
    ...wrap(words.headline, width).map((line) => style(line, tone)),
    ...words.sentences.flatMap((text) => wrap(text, width)),
  ];
  if (race.sets === 0) return head;
  const largest = Math.max(...race.standings.map(({ meanLoss }) => meanLoss ?? 0));
  const order = [...race.standings.keys()].sort(
    (a, b) =>
      (race.standings[a]?.meanLoss ?? Infinity) - (race.standings[b]?.meanLoss ?? Infinity) ||
      a - b,
  );
  const rows = order.map((rule): Cell[] => {
    const { meanLoss = null, behind = null, inRace = true } = race.standings[rule] ?? {};
    const own = against[rule] ?? null;
    const interval = own?.interval ?? null;
    return [
      rules[rule]?.name ?? "",
      fixed(meanLoss, lossDecimals(largest)),
      rule === race.best ? "" : signedPercent(behind),
      own === null ? "" : signedPercent(own.skill),
      interval === null ? "" : `${signedPercent(interval.low)} to ${signedPercent(interval.high)}`,
      own?.adjustedPValue == null ? "" : probability(own.adjustedPValue),
      inRace ? "in" : { text: "out", dress: (text) => style(text, "bad") },
    ];
  });
  const note = `Skill and p are against ${rules[baseline]?.name ?? ""}; "out" marks rules that another one beats beyond chance.`;
  return [
    ...head,
    "",
    ...table(
      [
        { head: "rule", least: 20 },
        { head: "mean loss", align: "right" },
        { head: "behind", align: "right", drop: 4 },
        { head: "skill", align: "right", drop: 3 },
        { head: "95% interval", align: "right", drop: 2 },
        { head: "p (Holm)", align: "right", drop: 1 },
        { head: "race" },
      ],
      rows,
      { width: tableWidth, indent: 2, dressHead: (text) => style(text, "dim") },
    ),
    ...wrap(note, width, "  ").map((line) => style(line, "dim")),
  ];
}

function regretLines(
  { oracles, race, workers }: TopicComparison,
  rules: readonly Rule[],
  { style, width, tableWidth = width, names }: TextOptions,
): string[] {
  if (oracles === null) return [];
  const { expert, convex, shifting } = oracles;
  const most = shifting.at(-1);
  const address = workers[expert.worker] ?? "";
  const comparators = [
    { head: "best worker", loss: expert.loss },
    ...(convex === null ? [] : [{ head: "best shares", loss: convex.loss }]),
    ...(most === undefined
      ? []
      : [{ head: `best ${counted(most.shifts, "change")}`, loss: most.loss }]),
  ];
  const largest = Math.max(...race.standings.map(({ meanLoss }) => meanLoss ?? 0));
  const decimals = lossDecimals(largest);
  const rows = race.standings.map(({ meanLoss }, rule): Cell[] => [
    rules[rule]?.name ?? "",
    ...comparators.map(({ loss }) => fixed(meanLoss === null ? null : meanLoss - loss, decimals)),
  ]);
  rows.push([
    { text: "their own mean loss", dress: (text) => style(text, "dim") },
    ...comparators.map(({ loss }) => ({
      text: fixed(loss, decimals),
      dress: (text: string) => style(text, "dim"),
    })),
  ]);
  return [
    style("Regret: mean loss above what was best in hindsight", "strong"),
    ...table(
      [
        { head: "rule", least: 8 },
        ...comparators.map(({ head }) => ({ head, align: "right" as const })),
      ],
      rows,
      { width: tableWidth, indent: 2, dressHead: (text) => style(text, "dim") },
    ),
    ...wrap(
      `Best worker: ${safeText(names.get(address) ?? address)}. Where a worker is absent, equal weights take its place.`,
      width,
      "  ",
    ).map((line) => style(line, "dim")),
  ];
}

function partingLines(
  { divergence, moved, workers }: TopicComparison,
  rules: readonly Rule[],
  { style, width, names }: TextOptions,
): string[] {
  const called = (address: string): string => safeText(names.get(address) ?? address);
  const first = rules[0]?.name ?? "";
  const sentences = divergence.slice(1).flatMap((parting, i) => {
    const name = rules[i + 1]?.name ?? "";
    if (parting === null) return [`${name} stores the same weights as ${first}.`];
    const { round, second, blockTime, worker, shares } = parting;
    const run = second ? "the second run of round" : "round";
    const found = `${name} first differs from ${first} in ${run} ${count(round)} (${utcTime(blockTime)}): ${called(workers[worker] ?? "")} has ${percent(shares[1])} of the weight instead of ${percent(shares[0])}.`;
    const cause = causeSentence(parting.cause, [first, name]);
    const where = cause === null ? found : `${found} ${cause}`;
    const change = moved[i + 1] ?? null;
    if (change === null) return [where];
    const listed = change.workers
      .slice(0, 3)
      .map(
        ({ worker: address, from, to }) => `${called(address)} ${percent(from)} to ${percent(to)}`,
      );
    return [
      `${where} It gives ${percent(change.part)} of the ${change.of} to others: ${listed.join(", ")}.`,
    ];
  });
  if (sentences.length === 0) return [];
  return [
    style("Where the logics diverge", "strong"),
    ...sentences.flatMap((text) => wrap(text, width, "  ")),
  ];
}

function supplementLines(
  { supplements, baseline }: RaceResult,
  rules: readonly Rule[],
  { style, width }: TextOptions,
): string[] {
  if (supplements === null) return [];
  const { confidenceSet, superiorAbility, draws, block } = supplements;
  const inSet = rules
    .filter((_, rule) => (confidenceSet[rule] ?? 0) >= 0.1)
    .map(({ name }) => name);
  const ability =
    superiorAbility === null
      ? ""
      : ` Superior predictive ability over ${rules[baseline]?.name ?? ""}: p ${pValueText(superiorAbility)}.`;
  const text = `For reference only (${count(draws)} draws of blocks of ${count(block)}): the 90% model confidence set contains ${inSet.join(", ")}.${ability}`;
  return wrap(text, width).map((line) => style(line, "dim"));
}

/** A p value in a column. */
function probability(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** One line a topic. */
function topicsTable(
  topics: readonly TopicComparison[],
  rules: readonly Rule[],
  { style, width, tableWidth = width }: TextOptions,
): string[] {
  const rows = topics.map(({ topic, race }): Cell[] => {
    const largest = Math.max(...race.standings.map(({ meanLoss }) => meanLoss ?? 0));
    return [
      safeText(topic),
      count(race.sets),
      race.best === null ? "" : (rules[race.best]?.name ?? ""),
      ...race.standings.map(({ meanLoss, inRace }): Cell => ({
        text: fixed(meanLoss, Math.min(4, lossDecimals(largest))),
        dress: (text) => (inRace ? text : style(text, "bad")),
      })),
      rules
        .filter((_, rule) => race.standings[rule]?.inRace === false)
        .map(({ name }) => name)
        .join(", "),
    ];
  });
  return table(
    [
      { head: "topic", least: 6 },
      { head: "sets", align: "right", drop: 2 },
      { head: "smallest loss", least: 8 },
      ...rules.map(({ name }) => ({ head: name, align: "right" as const, least: 8, drop: 1 })),
      { head: "out", least: 4 },
    ],
    rows,
    { width: tableWidth, dressHead: (text) => style(text, "dim") },
  );
}
