import type { SweepDocument } from "@weightkit/testkit/internal/lab/sweep/sweep-document";
import { stepTo, shareTick } from "../axes.js";
import { h, svg } from "../dom.js";
import { figure, section } from "../figure.js";
import { pointOut } from "../pointer-tip.js";
import { pictureSource, responsive } from "../responsive.js";
import {
  coloursText,
  placeOf,
  scoredSets,
  scoredText,
  skillColours,
  type Scored,
  type SweptParameter,
  ticksOf,
} from "./view.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [84, 20, 14, 54];
const HEIGHT = 420;
/** Marks beyond which a map is too heavy to be pointed at; every n-th is drawn, the best always. */
const MAX_MARKS = 1500;

/** One side of a map. */
interface Axis {
  readonly title: string;
  /** 0 to 1 from left to right, or from below. */
  readonly place: (set: Scored) => number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

/** Where in two parameters' ranges it is good; of one parameter, its skill along its range. */
export function mapSection(document: SweepDocument): HTMLElement | null {
  const { parameters } = document;
  const sets = scoredSets(document);
  const [first, second] = parameters;
  if (first === undefined || sets.length < 2) return null;
  if (second === undefined) {
    return section("map", "Skill by parameter", profile(document, first, sets));
  }
  if (parameters.length === 2) return section("map", "Map", map(document, first, second, sets));
  const place = h("div", {});
  const choices = [first, second].map((chosen, i) =>
    h(
      "select",
      {
        "aria-label": i === 0 ? "Parameter to the right" : "Parameter upwards",
        onchange: () => {
          draw();
        },
      },
      ...parameters.map(({ name }) =>
        h("option", { value: name, selected: name === chosen.name }, name),
      ),
    ),
  );
  const draw = (): void => {
    const [across, up] = choices.map(({ value }) => parameters.find(({ name }) => name === value));
    if (across === undefined || up === undefined) return;
    place.replaceChildren(map(document, across, up, sets));
  };
  draw();
  return section("map", "Map", h("div", { class: "controls" }, ...choices), place);
}

function axisOf(parameter: SweptParameter): Axis {
  const place = placeOf(parameter);
  const log = parameter.scale === "log" && parameter.values === null;
  return {
    title: log ? `${parameter.name} (logarithmic)` : parameter.name,
    place: ({ values }) => place(values),
    ticks: ticksOf(parameter),
  };
}

function map(
  document: SweepDocument,
  across: SweptParameter,
  up: SweptParameter,
  sets: readonly Scored[],
): HTMLElement {
  const isGrid = document.method === "grid" && document.parameters.length === 2;
  const others =
    document.parameters.length > 2 ? " Other parameters differ from mark to mark." : "";
  return drawn(
    `Skill by ${across.name} and ${up.name}`,
    `${coloursText(sets)} The ring is the best in hindsight.${others}`,
    { across: axisOf(across), up: axisOf(up), isGrid },
    { document, sets },
  );
}

/** The skill of a single parameter's values. */
function profile(
  document: SweepDocument,
  parameter: SweptParameter,
  sets: readonly Scored[],
): HTMLElement {
  const skills = [0, ...sets.map(({ skill }) => skill)];
  const [least, most] = [Math.min(...skills), Math.max(...skills)];
  const room = Math.max(0.001, (most - least) * 0.08);
  const [from, to] = [least - room, most + room];
  const step = stepTo(to - from, 5);
  const ticks = [];
  for (let n = Math.ceil(from / step); n * step <= to; n += 1) {
    ticks.push({ at: (n * step - from) / (to - from), text: shareTick(n * step, step) });
  }
  return drawn(
    `Skill by ${parameter.name}`,
    "The part of equal weights’ loss that each value saves on all judged sets. A smooth hill is a finding; a single peak among its neighbours is luck. The ring is the best in hindsight.",
    {
      across: axisOf(parameter),
      up: {
        title: "skill against equal weights",
        place: ({ skill }) => (skill - from) / (to - from),
        ticks,
      },
      isGrid: false,
    },
    { document, sets },
  );
}

interface Plane {
  readonly across: Axis;
  readonly up: Axis;
  /** Whether marks fill their cells. */
  readonly isGrid: boolean;
}

function drawn(
  title: string,
  note: string,
  plane: Plane,
  { document, sets }: { readonly document: SweepDocument; readonly sets: readonly Scored[] },
): HTMLElement {
  const { parameters } = document;
  const picture = responsive(990, { least: 300, most: 990 }, (width) =>
    planePicture(plane, sets, { width, title, describe: (set) => scoredText(parameters, set) }),
  );
  picture.classList.add("scatter");
  return figure(
    title,
    note,
    pictureSource(
      picture,
      [...parameters.map(({ name }) => name), "skill", "mean_loss"],
      sets.map(({ values, skill, meanLoss }) => [
        ...parameters.map(({ name }) => values[name] ?? null),
        ...[skill, meanLoss],
      ]),
    ),
    pointOut(picture),
  );
}

function planePicture(
  { across, up, isGrid }: Plane,
  sets: readonly Scored[],
  {
    width,
    title,
    describe,
  }: {
    readonly width: number;
    readonly title: string;
    readonly describe: (set: Scored) => string;
  },
): SVGElement {
  const colour = skillColours(sets);
  const places = (axis: Axis): number[] => [...new Set(sets.map(axis.place))].sort((a, b) => a - b);
  const [columns, rows] = [places(across), places(up)];
  // Cells of a grid are even, whatever the steps between its values.
  const inGrid = (axis: Axis, all: readonly number[]) => (set: Scored) =>
    (all.indexOf(axis.place(set)) + 0.5) / all.length;
  const [right, above] = isGrid
    ? [inGrid(across, columns), inGrid(up, rows)]
    : [across.place, up.place];
  const x = (at: number): number => LEFT + at * (width - LEFT - RIGHT);
  const y = (at: number): number => HEIGHT - BOTTOM - at * (HEIGHT - TOP - BOTTOM);
  const stride = Math.ceil(sets.length / MAX_MARKS);
  const shown = sets.filter((_, i) => i % stride === 0);
  const [best] = sets;
  const cell = {
    width: (width - LEFT - RIGHT) / columns.length,
    height: (HEIGHT - TOP - BOTTOM) / rows.length,
  };
  const mark = (set: Scored): SVGElement => {
    const { kind, strength } = colour(set.skill);
    const [cx, cy] = [x(right(set)), y(above(set))];
    const look = { class: `fill-${kind} plane-mark`, "fill-opacity": strength.toFixed(3) };
    const shape = isGrid
      ? svg("rect", {
          ...{ x: cx - cell.width / 2, y: cy - cell.height / 2, cx },
          ...{ width: cell.width - 1, height: cell.height - 1, ...look },
        })
      : svg("circle", { cx, cy, r: sets.length > 300 ? 4 : 6, ...look });
    const label = describe(set);
    return svg("a", { href: "#sets", "aria-label": label, "data-tip": label, tabindex: -1 }, shape);
  };
  const ticks = (axis: Axis, all: readonly number[]) =>
    axis.ticks.map(({ at, text }) => ({ text, at: isGrid ? nearestCell(at, all) : at }));
  const middle = TOP + (HEIGHT - TOP - BOTTOM) / 2;
  return svg(
    "svg",
    {
      ...{ width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "group" },
      "aria-label": `${title}, ${sets.length} parameter sets; arrow keys go from one to the next`,
    },
    ...ticks(across, columns).flatMap(({ at, text }) => [
      svg("line", { x1: x(at), x2: x(at), y1: TOP, y2: HEIGHT - BOTTOM, class: "gridline" }),
      svg(
        "text",
        { x: x(at), y: HEIGHT - BOTTOM + 18, "text-anchor": "middle", class: "tick" },
        text,
      ),
    ]),
    ...ticks(up, rows).flatMap(({ at, text }) => [
      svg("line", { x1: LEFT, x2: width - RIGHT, y1: y(at), y2: y(at), class: "gridline" }),
      svg("text", { x: LEFT - 8, y: y(at) + 4, "text-anchor": "end", class: "tick" }, text),
    ]),
    svg(
      "text",
      { transform: `translate(18 ${middle}) rotate(-90)`, "text-anchor": "middle", class: "tick" },
      up.title,
    ),
    svg(
      "text",
      { x: (LEFT + width - RIGHT) / 2, y: HEIGHT - 10, "text-anchor": "middle", class: "tick" },
      across.title,
    ),
    ...[...shown].reverse().map(mark),
    best === undefined
      ? null
      : svg("circle", { cx: x(right(best)), cy: y(above(best)), r: 10, class: "ring" }),
  );
}

/** The middle of the even cell whose value is closest to a place. */
function nearestCell(at: number, all: readonly number[]): number {
  const nearest = all.reduce(
    (found, one, i) => (Math.abs(one - at) < Math.abs((all[found] ?? Infinity) - at) ? i : found),
    0,
  );
  return (nearest + 0.5) / all.length;
}
