import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replayText } from "../../src/report/text/replay-text.js";
import { ended, round, set, started, summarize } from "../metrics/facts.js";

const TRUTH = 1000;

/** Two workers whose weighted mean is off by `own` and whose equal mean is off by `equal`, under weights that move. */
function reportOf(errors: readonly (readonly [own: number, equal: number])[]): string {
  const facts = errors.flatMap(([own, equal], t) => {
    const heavy = Math.floor(t / 5) % 2 === 0 ? 0.75 : 0.875;
    const weights = [heavy, 1 - heavy];
    const lean = (own - equal) / (2 * heavy - 1);
    const values = [TRUTH + equal + lean, TRUTH + equal - lean];
    const timestamp = 100 + 10 * t;
    const rounds = t % 5 === 0 ? [round(t / 5, timestamp, { weights, sets: 5, scorable: 5 })] : [];
    const truth = { truth: TRUTH, truthAvailableAt: timestamp + 10 };
    return [...rounds, set(timestamp, values, { weights, ...truth })];
  });
  const start = started({ workers: ["allo1a", "allo1b"], end: 100 + 10 * errors.length });
  return replayText(summarize([start, ...facts, ended()]), { width: 250 });
}

interface Printed {
  readonly headline: string;
  /** `better` or `worse`, with its percentage. */
  readonly effect: RegExpExecArray | null;
  readonly low: number;
  readonly high: number;
  readonly p: string;
}

/** What a reader sees: the headline, and the row of equal weights. */
function printedOf(text: string): Printed {
  const lines = text.split("\n");
  const headline = lines.find((line) => line.startsWith("Your weights ")) ?? "";
  const row = lines.find((line) => line.startsWith("  equal mean ")) ?? "";
  const range = /([+-]?[\d.,]+)% to ([+-]?[\d.,]+)%/.exec(row);
  const percent = (part: string | undefined): number => Number((part ?? "nan").replaceAll(",", ""));
  return {
    headline,
    effect: /((?:< )?[\d.,]+%) (better|worse)/.exec(row),
    low: percent(range?.[1]),
    high: percent(range?.[2]),
    p: / (< 0\.001|[01]\.\d{3}|no test)\s*$/.exec(row)?.[1] ?? "",
  };
}

const size = fc.integer({ min: -64, max: 64 });
const series = fc
  .record({
    sets: fc.constantFrom(4, 15, 30, 60),
    errors: fc.array(fc.tuple(size, size), { minLength: 60, maxLength: 60 }),
    // How much the two combinations share, and by how much one of them is off more.
    shared: fc.constantFrom(0, 0.5, 0.9375),
    shift: fc.constantFrom(0, 8, 32, -8, -32),
  })
  .map(({ sets, errors, shared, shift }) =>
    errors
      .slice(0, sets)
      .map(
        ([common, own]) =>
          [100 + common * shared + own * (1 - shared), 100 + common + shift] as const,
      ),
  );

describe("headline and table", () => {
  it("agree: the verdict follows from the numbers that the table prints", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(series, (errors) => {
        const text = reportOf(errors);
        const { headline, effect, low, high, p } = printedOf(text);
        if (effect !== null) {
          const [, part = "", direction] = effect;
          expect(headline).toContain(
            `${direction === "better" ? "lower" : "raise"} the error by ${part}`,
          );
        }
        if (p === "no test" || p === "") {
          expect(headline).not.toMatch(/more than chance|could be chance|borderline/);
          seen.add("no test");
          return;
        }
        // What rounding hides is not to be seen.
        fc.pre(p !== "0.050" && Math.abs(low) >= 0.1 && Math.abs(high) >= 0.1);
        const rejects = [p === "< 0.001" || Number(p) < 0.05, low > 0 || high < 0];
        const unreliable = text.includes("The verdict cannot be relied on");
        const expected = rejects.every(Boolean)
          ? unreliable
            ? "but that cannot be relied on"
            : "more than chance"
          : rejects.some(Boolean)
            ? "which is borderline"
            : "which could be chance";
        expect(headline).toContain(expected);
        seen.add(expected);
      }),
      { numRuns: 400, seed: 20251125 },
    );
    // The property is no use where it never meets a kind of verdict.
    for (const kind of [
      "more than chance",
      "which is borderline",
      "which could be chance",
      "but that cannot be relied on",
    ]) {
      expect(seen).toContain(kind);
    }
  });
});
