import uPlot from "uplot";
import { utcTime } from "../src/report/text/utc.js";
import { timeAxis, valueAxis } from "./axes.js";
import type { ChartSpec } from "./chart-spec.js";
import { chartCsv, chartSvg, type Extent } from "./chart-svg.js";
import { chartChoices } from "./choices.js";
import { freshId, h } from "./dom.js";
import type { FigureSource } from "./export.js";
import { legend } from "./legend.js";
import type { Line } from "./line.js";
import { colour, onTheme } from "./theme.js";

export interface ChartView {
  readonly element: HTMLElement;
  /** What of the chart is seen, as files. */
  readonly source: FigureSource;
  /** Draws; the element must be in the document. */
  mount(): void;
  destroy(): void;
}

const FADED = 0.28;

/** A line chart over time with a legend that switches lines, a slider that reads values out, and zoom by dragging. */
export function chart(spec: ChartSpec): ChartView {
  const { times, format, height = 320, choices = chartChoices() } = spec;
  const lines = spec.lines.map((line) => {
    const shown = choices.switched.get(line.label) ?? line.hidden !== true;
    return { ...line, hidden: !shown };
  });
  const labelled = lines.filter(({ quiet }) => quiet !== true);
  let plot: uPlot | null = null;
  // Kept here, since a legend may be used before its chart has come into sight and is drawn.
  const shown = lines.map(({ hidden }) => !hidden);
  const key = legend(labelled, format, (index) => {
    const line = labelled[index];
    const at = line === undefined ? -1 : lines.indexOf(line);
    const show = shown[at] !== true;
    shown[at] = show;
    if (line !== undefined) choices.switched.set(line.label, show);
    plot?.setSeries(at + 1, { show });
    return show;
  });
  const canvas = h("div", { class: "canvas", role: "img", "aria-label": spec.describe });
  const slider = h("input", {
    type: "range",
    class: "scrub",
    min: 0,
    max: Math.max(0, times.length - 1),
    step: 1,
    "aria-label": "Move through time",
    id: freshId("scrub"),
    oninput: () => {
      read(Number(slider.value));
      pointAtReading();
    },
  });
  /** Index of the time that the values are read at: the slider, the cursor and the legend show the same. */
  let reading = indexAt(times, choices.reading);
  slider.value = String(reading);
  const reset = h(
    "button",
    {
      type: "button",
      class: "ghost reset",
      hidden: true,
      onclick: () => {
        zoomOut();
      },
    },
    "Whole time",
  );
  const own = spec.onRead === undefined;
  const head = h("div", { class: "chart-head" }, own ? key.element : null, reset);
  const element = h("div", { class: "chart" }, head, canvas, slider);
  canvas.style.minHeight = `${height}px`;

  function read(index: number): void {
    reading = index;
    choices.reading = index === times.length - 1 ? null : (times[index] ?? null);
    slider.value = String(index);
    const readout = (spec.onRead ?? key.describe)(index, utcTime(times[index] ?? 0));
    slider.setAttribute("aria-valuetext", readout);
  }

  /** Moves the cursor to the time that is read; before its first draw a chart has no places. */
  function pointAtReading(): void {
    const left = plot?.valToPos(times[reading] ?? 0, "x");
    if (left !== undefined && Number.isFinite(left)) plot?.setCursor({ left, top: choices.top });
  }

  function zoomOut(): void {
    plot?.setScale("x", { min: times[0] ?? 0, max: times[times.length - 1] ?? 1 });
  }

  function options(width: number): uPlot.Options {
    return {
      width,
      height,
      legend: { show: false },
      cursor: {
        sync: { key: "time" },
        points: {
          size: (_, i) => (lines[i - 1]?.quiet === true ? 0 : 7),
          width: 0,
          stroke: "transparent",
          fill: (_, i) => colour(lines[i - 1]?.colour ?? "muted"),
        },
        drag: { x: true, y: false },
        focus: { prox: -1 },
      },
      // eslint-disable-next-line no-restricted-globals -- labels of given times, in UTC; no clock is read
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      scales: { y: { range: (_, low, high) => limits(low, high, spec) } },
      axes: [timeAxis(), valueAxis(spec)],
      series: [{}, ...lines.map((line, i) => series(line, shown[i] === true, spec))],
      hooks: {
        ready: [
          () => {
            if (reading < times.length - 1) pointAtReading();
          },
        ],
        setCursor: [
          (u) => {
            // None where the pointer has left or the time is outside of the zoom: the last reading stays.
            if (typeof u.cursor.idx !== "number") return;
            read(u.cursor.idx);
            if (typeof u.cursor.top === "number" && u.cursor.top >= 0) choices.top = u.cursor.top;
          },
        ],
        setScale: [
          (u, scale) => {
            if (scale !== "x") return;
            const { min, max } = u.scales["x"] ?? {};
            reset.hidden = min === times[0] && max === times[times.length - 1];
            choices.zoom = reset.hidden || min == null || max == null ? null : [min, max];
          },
        ],
      },
    };
  }

  const data: uPlot.AlignedData = [times, ...lines.map(({ values }) => gaps(values))];
  const sized = new ResizeObserver(() => {
    const width = Math.floor(canvas.clientWidth);
    if (plot !== null && width > 0 && width !== plot.width) {
      plot.setSize({ width, height });
    }
  });
  const untheme = onTheme(() => plot?.redraw(false));
  /** What is seen; before the first draw, all times and what the values reach. */
  function extent(): Extent {
    const { min: from, max: to } = plot?.scales["x"] ?? {};
    const { min, max } = plot?.scales["y"] ?? {};
    const own = lines.flatMap(({ values }) => Array.from(values).filter(Number.isFinite));
    const [low, high] = own.reduce(
      ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
      [Infinity, -Infinity],
    );
    const whole = limits(
      Number.isFinite(low) ? low : null,
      Number.isFinite(high) ? high : null,
      spec,
    );
    return {
      times: [from ?? times[0] ?? 0, to ?? times[times.length - 1] ?? 1],
      values: [min ?? whole[0], max ?? whole[1]],
      shown,
    };
  }

  return {
    element,
    source: { svg: () => chartSvg(spec, extent()), csv: () => chartCsv(spec) },
    mount() {
      const { zoom } = choices;
      plot = new uPlot(options(Math.max(280, Math.floor(canvas.clientWidth))), data, canvas);
      if (zoom !== null) plot.setScale("x", { min: zoom[0], max: zoom[1] });
      sized.observe(canvas);
      read(reading);
    },
    destroy() {
      untheme();
      sized.disconnect();
      plot?.destroy();
      plot = null;
      element.remove();
    },
  };
}

/** Index of the last time that is not after the given one; of the last of all for null. */
function indexAt(times: Float64Array, time: number | null): number {
  const later = time === null ? -1 : times.findIndex((each) => each > time);
  return Math.max(0, later === -1 ? times.length - 1 : later - 1);
}

const stepped = uPlot.paths.stepped?.({ align: 1 });

function series(line: Line, show: boolean, { times, apart }: ChartSpec): uPlot.Series {
  const { width = 1.5, dash, fill, points, step, quiet } = line;
  return {
    label: line.label,
    show,
    stroke: () => colour(line.colour),
    width,
    alpha: quiet === true ? FADED : 1,
    points: {
      show: points === true,
      size: 5,
      stroke: () => colour(line.colour),
      fill: () => colour("panel"),
    },
    ...(dash === undefined ? {} : { dash: [...dash] }),
    ...(fill === true ? { fill: () => colour(line.colour) } : {}),
    ...(apart === undefined ? {} : { gaps: gapsBeyond(times, apart) }),
    ...(step === true && stepped !== undefined ? { paths: stepped } : {}),
  };
}

/** Adds to the gaps of missing values those between times that are far apart. */
function gapsBeyond(times: Float64Array, apart: number): uPlot.Series.GapsRefiner {
  return (u, _series, first, last, found) => {
    const gaps = [...found];
    for (let i = first + 1; i <= last; i += 1) {
      const [before = 0, time = 0] = [times[i - 1], times[i]];
      if (time - before > apart) {
        gaps.push([u.valToPos(before, "x", true), u.valToPos(time, "x", true)]);
      }
    }
    return gaps.sort(([a], [b]) => a - b);
  };
}

/** uPlot leaves gaps where a value is null. */
function gaps(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}

function limits(low: number | null, high: number | null, spec: ChartSpec): [number, number] {
  const [min, max] = [low ?? 0, high ?? 1];
  const least = spec.fromZero === true ? Math.min(0, min) : min;
  const most = spec.most ?? max;
  const room = (most - least || Math.abs(most) || 1) * 0.05;
  return [least === 0 ? 0 : least - room, spec.most ?? most + room];
}
