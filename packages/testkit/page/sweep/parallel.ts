import type { SweepDocument } from "@weightkit/testkit/internal/lab/sweep/sweep-document";
import { signedPercent } from "../../src/report/text/numbers.js";
import { h, svg } from "../dom.js";
import { figure, section } from "../figure.js";
import { pictureSource, responsive } from "../responsive.js";
import { placeOf, scoredSets, setText, skillColours, type Scored, ticksOf } from "./view.js";

const HEIGHT = 400;
const [SIDE, TOP, BOTTOM] = [56, 42, 20];
/** Lines beyond which nobody could follow one. */
const MAX_LINES = 400;
/** Parameter sets whose lines are drawn thick. */
const BEST = 5;

const PARTS = [
  { name: "all", of: (sets: number) => sets },
  { name: "best quarter", of: (sets: number) => Math.ceil(sets / 4) },
  { name: "best 10", of: () => 10 },
] as const;

/** Every parameter set as a line through all its values and its skill. */
export function parallelSection(document: SweepDocument): HTMLElement | null {
  const sets = scoredSets(document);
  if (document.parameters.length < 2 || sets.length < 3) return null;
  let part: (typeof PARTS)[number] = PARTS[0];
  let redraw = (): void => undefined;
  const choice = h(
    "fieldset",
    { class: "segmented" },
    h("legend", {}, "Which parameter sets are shown"),
    ...PARTS.map((one) =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: "parallel",
          checked: one === part,
          onchange: () => {
            part = one;
            redraw();
          },
        }),
        one.name,
      ),
    ),
  );
  const picture = responsive(990, { least: 300, most: 990 }, (width) => {
    const shown = sets.slice(0, part.of(sets.length));
    const drawn = lines(document, sets, shown, width);
    redraw = () => {
      picture.replaceChildren(
        lines(document, sets, sets.slice(0, part.of(sets.length)), currentWidth()),
      );
    };
    return drawn;
  });
  const currentWidth = (): number =>
    Math.round(Math.min(990, Math.max(300, picture.clientWidth || 990)));
  return section(
    "parallel",
    "All parameters",
    h("div", { class: "controls" }, choice),
    figure(
      "Parameter sets across all parameters",
      `Each line is a parameter set; the last axis is its skill against equal weights on all judged sets. Blue is better than equal weights and orange worse, more so the stronger the colour. The ${BEST} best are thick: where they cross an axis anywhere, that parameter hardly matters.`,
      pictureSource(
        picture,
        [...document.parameters.map(({ name }) => name), "skill"],
        sets.map(({ values, skill }) => [
          ...document.parameters.map(({ name }) => values[name] ?? null),
          skill,
        ]),
      ),
      h("div", { class: "card" }, picture),
    ),
  );
}

interface ParallelAxis {
  readonly title: string;
  readonly place: (set: Scored) => number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

function axesOf({ parameters }: SweepDocument, sets: readonly Scored[]): ParallelAxis[] {
  const [most, least] = [sets[0]?.skill ?? 0, sets.at(-1)?.skill ?? 0];
  const span = most - least || 1;
  const marks = least < 0 && most > 0 ? [least, 0, most] : [least, most];
  return [
    ...parameters.map((parameter): ParallelAxis => {
      const place = placeOf(parameter);
      return {
        title: parameter.name,
        place: ({ values }) => place(values),
        ticks: ticksOf(parameter),
      };
    }),
    {
      title: "skill",
      place: ({ skill }) => (skill - least) / span,
      ticks: marks.map((skill) => ({ at: (skill - least) / span, text: signedPercent(skill) })),
    },
  ];
}

function lines(
  document: SweepDocument,
  sets: readonly Scored[],
  shown: readonly Scored[],
  width: number,
): SVGElement {
  const axes = axesOf(document, sets);
  const colour = skillColours(sets);
  const x = (i: number): number => SIDE + (i / (axes.length - 1)) * (width - 2 * SIDE);
  const y = (at: number): number => HEIGHT - BOTTOM - at * (HEIGHT - TOP - BOTTOM);
  const stride = Math.ceil(shown.length / MAX_LINES);
  const drawn = shown.filter((_, i) => i < BEST || i % stride === 0);
  const line = (set: Scored, i: number): SVGElement => {
    const { kind, strength } = colour(set.skill);
    const points = axes.map(({ place }, at) => `${x(at).toFixed(1)} ${y(place(set)).toFixed(1)}`);
    return svg(
      "path",
      {
        ...{ d: `M${points.join("L")}`, fill: "none", class: `stroke-${kind}` },
        "stroke-width": i < BEST ? 3 : 1.25,
        opacity: i < BEST ? 1 : (0.75 * strength).toFixed(3),
      },
      svg("title", {}, `${setText(document.parameters, set.values)}: ${signedPercent(set.skill)}`),
    );
  };
  const best = drawn.slice(0, BEST).map((set) => setText(document.parameters, set.values));
  return svg(
    "svg",
    {
      ...{ width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img" },
      "aria-label": `Parallel coordinates of ${shown.length} parameter sets; the best: ${best.join("; ")}`,
    },
    ...drawn.map(line).reverse(),
    ...axes.flatMap(({ title, ticks }, i) => {
      const last = i === axes.length - 1;
      return [
        svg("line", { x1: x(i), x2: x(i), y1: TOP - 6, y2: HEIGHT - BOTTOM + 6, class: "zero" }),
        svg("text", { x: x(i), y: 20, "text-anchor": "middle", class: "tick strong" }, title),
        ...ticks.map(({ at, text }) =>
          svg(
            "text",
            {
              ...{ x: x(i) + (last ? 6 : -6), y: y(at) + 4 },
              ...{ "text-anchor": last ? "start" : "end", class: "tick haloed" },
            },
            text,
          ),
        ),
      ];
    }),
  );
}
