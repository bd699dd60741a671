import type { SweepPageData } from "@weightkit/testkit/internal/lab/sweep/sweep-page";
import { counted } from "../../src/report/text/numbers.js";
import type { ChartView } from "../chart.js";
import { hashed, reproduce } from "../inputs.js";
import { labMain, showLabPage } from "../lab-page.js";
import { mapSection } from "./map.js";
import { parallelSection } from "./parallel.js";
import { pathSection } from "./path.js";
import { resultSection } from "./result.js";
import { setsSection } from "./sets.js";

const METHODS = {
  grid: "a grid",
  random: "drawn at random",
  latin: "a Latin hypercube",
  halving: "successive halving",
} as const;

/** Shows a sweep in an element. */
export function showSweep(data: SweepPageData, element: HTMLElement): void {
  const { document } = data;
  const { logic, sets, method, loss, judgedSets, topics, seeds } = document;
  const charts: ChartView[] = [];
  const sections = [
    ["Result", resultSection(document)],
    ["Walk-forward", pathSection(document, charts)],
    ["Map", mapSection(document)],
    ["All parameters", parallelSection(document)],
    ["Parameter sets", setsSection(document)],
    ["Reproduce", reproduceSection(data)],
  ] as const;
  showLabPage(labMain(element), {
    eyebrow: "Search of parameters",
    title: logic.name,
    about:
      `${counted(sets.length, "parameter set")} (${METHODS[method]}) · ${loss} on ${counted(judgedSets, "set")} of ` +
      `${counted(topics.length, "topic")} · ${counted(seeds.length, "seed")}`,
    ...{ sections, charts },
  });
}

function reproduceSection(data: SweepPageData): HTMLElement {
  const { logic, parameters, topics, seeds, options, method } = data.document;
  const ranges = parameters.map(({ name, min, max, scale, values }) =>
    values === null
      ? `${name} ${min} to ${max}${scale === "log" ? ", logarithmic" : ""}`
      : `${name} ${values.join(", ")}`,
  );
  const first = seeds[0] ?? 0;
  return reproduce(
    data,
    [
      ["logic", hashed(logic)],
      ["parameters", ranges.join("; ")],
      ["search", METHODS[method]],
      ["topics", topics.map(({ topic }) => topic).join(", ")],
      [
        "walk-forward",
        `${options.tests} tests after ${options.training * 100}% of the sets, embargo ${counted(options.embargo, "set")}`,
      ],
      ["seeds", seeds.join(", ")],
    ],
    {
      key: `sweep-${logic.sha256.slice(0, 12)}`,
      title: `Search of parameters of ${logic.name}`,
      how: data.madeBy,
      notes: [
        `logic SHA-256 ${logic.sha256}`,
        ...topics.map(({ topic, sha256 }) => `history of topic ${topic} SHA-256 ${sha256}`),
      ],
      ends: [`seed ${first}`],
    },
  );
}
