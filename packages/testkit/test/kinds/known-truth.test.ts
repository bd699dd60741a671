import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BaseRates } from "../../src/kinds/base-rates.js";
import { NewestTruth } from "../../src/kinds/newest-truth.js";

describe("NewestTruth", () => {
  it("never gives what is not known yet", () => {
    const known = new NewestTruth<number, number>((truth) => truth);
    known.push(10, 1, 25);
    known.push(20, 2, 22);
    expect(known.at(21)).toBeNull();
    expect(known.at(22)).toBe(2);
    // The truth of 10 comes after that of 20: it is older news.
    expect(known.at(30)).toBe(2);
  });

  it("agrees with looking through all of them", () => {
    const truths = fc.uniqueArray(fc.tuple(fc.nat(100), fc.nat(100)), {
      selector: ([timestamp]) => timestamp,
    });
    fc.assert(
      fc.property(truths, fc.array(fc.nat(250)), (rows, times) => {
        const known = new NewestTruth<number, number>((truth) => truth);
        for (const [timestamp, lag] of rows) known.push(timestamp, timestamp, timestamp + lag);
        for (const time of times.sort((a, b) => a - b)) {
          const seen = rows.filter(([t, lag]) => t + lag <= time).map(([t]) => t);
          expect(known.at(time)).toBe(seen.length === 0 ? null : Math.max(...seen));
        }
      }),
    );
  });
});

describe("BaseRates", () => {
  it("are how often each outcome came, among the truths known", () => {
    const rates = new BaseRates<readonly number[]>(3, (shares) => shares);
    expect(rates.at(0)).toBeNull();
    rates.push(10, 2, 25);
    rates.push(20, 0, 22);
    rates.push(30, 2, 31);
    expect(rates.at(21)).toBeNull();
    expect(rates.at(22)).toEqual([1, 0, 0]);
    expect(rates.at(30)).toEqual([0.5, 0, 0.5]);
    expect(rates.at(31)).toEqual([1 / 3, 0, 2 / 3]);
  });
});
