import { at } from "../src/numbers/column.js";
import { counted } from "../src/report/text/numbers.js";
import { h, svg } from "./dom.js";
import { share } from "./format.js";
import type { Topic, Worker } from "./topic.js";

const [WIDTH, HEIGHT] = [150, 48];
/** Panels beyond which nobody reads them; the table has all. */
const MAX_PANELS = 120;

/** One small picture a worker, all to one scale, by final weight: where lines would be hair. */
export function smallMultiples(topic: Topic): HTMLElement {
  const ranked = [...topic.workers].sort((a, b) => b.finalShare - a.finalShare || a.id - b.id);
  const shown = ranked.slice(0, MAX_PANELS);
  const most = shown.reduce(
    (found, { id }) => topic.weightShares(id).reduce((a, b) => Math.max(a, b), found),
    0,
  );
  const left = ranked.length - shown.length;
  return h(
    "div",
    { class: "card" },
    h(
      "p",
      { class: "note" },
      `All to one scale, up to ${share(most)}; the number is the final share.`,
      left === 0 ? null : ` ${counted(left, "worker")} with less weight are in the table.`,
    ),
    h("ul", { class: "panels" }, ...shown.map((worker) => panel(topic, worker, most))),
  );
}

function panel(topic: Topic, worker: Worker, most: number): HTMLElement {
  const { times } = topic.rounds;
  const shares = topic.weightShares(worker.id);
  const [first, last] = [at(times, 0), at(times, times.length - 1)];
  const x = (i: number): string =>
    (((at(times, i) - first) / Math.max(1, last - first)) * WIDTH).toFixed(1);
  const y = (value: number): string => (HEIGHT - (value / (most || 1)) * HEIGHT).toFixed(1);
  const steps = Array.from(shares, (value, i) => `H${x(i)}V${y(value)}`).join("");
  return h(
    "li",
    {},
    h(
      "a",
      { href: topic.link({ worker: worker.address }), title: worker.address },
      h("span", { class: "label" }, worker.name),
      h("b", {}, share(worker.finalShare)),
    ),
    svg(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("path", { d: `M0 ${HEIGHT}${steps}H${WIDTH}V${HEIGHT}Z`, class: "fill-weighted" }),
    ),
  );
}
