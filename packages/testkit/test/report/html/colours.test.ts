import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Triple = readonly [number, number, number];

const css = readFileSync(new URL("../../../page/page.css", import.meta.url), "utf8");

/** Colours by name, of one theme. */
function themeOf(head: string): Map<string, Triple> {
  const from = css.indexOf(head);
  const block = css.slice(from, css.indexOf("}", from));
  return new Map(
    [...block.matchAll(/--(\w+): #(..)(..)(..);/g)].map(([, name = "", ...parts]) => {
      const [r = 0, g = 0, b = 0] = parts.map((part) => linear(Number.parseInt(part, 16) / 255));
      return [name, [r, g, b]];
    }),
  );
}

/** Of an sRGB channel, IEC 61966-2-1. */
function linear(c: number): number {
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** G. Machado et al., "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), table 1, severity 1. */
const SIGHTS: Readonly<Record<string, readonly Triple[]>> = {
  "full colour": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(colour: Triple, sight: readonly Triple[]): Triple {
  const [r = 0, g = 0, b = 0] = sight.map((row) =>
    Math.min(1, Math.max(0, row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2])),
  );
  return [r, g, b];
}

function luminance([r, g, b]: Triple): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** CIE 1976 L*a*b* under D65. */
function lab([r, g, b]: Triple): Triple {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(luminance([r, g, b]));
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function difference(a: Triple, b: Triple): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function contrast(a: Triple, b: Triple): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ["light", ":root {"],
  ["dark", ':root[data-theme="dark"] {'],
])("the report's colours on %s", (_theme, head) => {
  const theme = themeOf(head);
  const of = (name: string): Triple => theme.get(name)!;
  const workers = Array.from({ length: 10 }, (_, i) => of(`c${i}`));

  it.each(Object.entries(SIGHTS))("are distinct for any two workers in %s", (_sight, matrix) => {
    const places = workers.map((colour) => lab(seen(colour, matrix)));
    const gaps = places.flatMap((a, i) => places.slice(i + 1).map((b) => difference(a, b)));
    expect(gaps).toHaveLength(45);
    expect(Math.min(...gaps)).toBeGreaterThan(10);
  });

  it("are distinct in grey where layers of the stack meet", () => {
    const lightness = workers.map((colour) => lab(colour)[0]);
    const steps = lightness.slice(1).map((light, i) => Math.abs(light - lightness[i]!));
    expect(Math.min(...steps)).toBeGreaterThan(6);
  });

  it("stand out from the panel at 3 to 1, as WCAG asks of graphics", () => {
    const names = ["weighted", "mean", "median", "good", "bad", "truth"].map(of);
    for (const colour of [...workers, ...names]) {
      expect(contrast(colour, of("panel"))).toBeGreaterThanOrEqual(3);
    }
  });
});
