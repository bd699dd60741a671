// Forecasters of tomorrow's highest temperature. Each sees the days before the one it forecasts, and nothing else: day i is
// forecast from days 0 to i - 1. Temperatures in kelvin. A forecaster that answers null is away that day.

/**
 * @typedef {object} Day
 * @property {Date} date
 * @property {number} max highest temperature, kelvin
 * @property {number} min lowest temperature, kelvin
 * @property {number} rain millimetres
 * @property {number} wind metres a second
 *
 * @typedef {(days: readonly Day[], i: number, random: { normal(): number }) => number | null} Forecast
 */

const YEAR = 365.25;

/** Mean of the last `n` days. @param {number} n @returns {Forecast} */
const lastDays = (n) => (days, i) => mean(days.slice(i - n, i).map((day) => day.max));

/** Mean of the days within a week of the same time of the year, in the years before. @type {Forecast} */
const climatology = (days, i) => {
  const near = [];
  for (let back = 1; Math.round(back * YEAR) - 7 <= i; back += 1) {
    const centre = i - Math.round(back * YEAR);
    for (let k = Math.max(0, centre - 7); k <= centre + 7; k += 1) near.push(days[k].max);
  }
  return near.length > 0 ? mean(near) : mean(days.slice(0, i).map((day) => day.max));
};

/** @param {number} alpha what the newest day counts @returns {Forecast} */
const exponentialSmoothing = (alpha) => (days, i) => {
  let level = days[0].max;
  for (let k = 1; k < i; k += 1) level = alpha * days[k].max + (1 - alpha) * level;
  return level;
};

/** Yesterday plus what it gained on the day before: sees trends in everything. @type {Forecast} */
const momentum = (days, i) => days[i - 1].max + (days[i - 1].max - days[i - 2].max);

/** The season as two waves, with what is left of yesterday's departure from it; least squares on all days so far. @type {Forecast} */
const seasonal = regression((days, i) => [...waves(i), days[i - 1].max]);

/** The same, with the night's low, the rain, the wind and the day before. @type {Forecast} */
const weatherRegression = regression((days, i) => {
  const last = days[i - 1];
  return [...waves(i), last.max, days[i - 2].max, last.min, Math.min(last.rain, 10), last.wind];
});

/** The mean of what followed the 25 earlier days that were most like yesterday at this time of the year. @type {Forecast} */
const analogs = (days, i) => {
  const last = days[i - 1];
  const found = [];
  for (let k = 2; k < i; k += 1) {
    const season = Math.abs(((i - k + YEAR / 2) % YEAR) - YEAR / 2);
    const before = days[k - 1];
    const apart =
      Math.abs(before.max - last.max) + 0.5 * Math.abs(before.min - last.min) + season / 15;
    found.push({ apart, change: days[k].max - before.max, k });
  }
  const nearest = found.sort((a, b) => a.apart - b.apart || a.k - b.k).slice(0, 25);
  return last.max + mean(nearest.map(({ change }) => change));
};

/** All workers of the topic, in the order of workers.csv. `from` and `until` are dates. */
export const FORECASTERS = [
  { name: "persistence", forecast: lastDays(1) },
  { name: "mean of 3 days", forecast: lastDays(3) },
  { name: "mean of 10 days", forecast: lastDays(10) },
  { name: "mean of 60 days", forecast: lastDays(60) },
  { name: "climatology", forecast: climatology },
  { name: "exponential smoothing", forecast: exponentialSmoothing(0.7) },
  { name: "momentum", forecast: momentum },
  { name: "seasonal regression", forecast: seasonal },
  { name: "weather regression", forecast: weatherRegression },
  { name: "analogs", forecast: analogs },
  {
    name: "noisy persistence",
    forecast: (days, i, random) => days[i - 1].max + 4 * random.normal(),
  },
  { name: "warm bias", forecast: (days, i) => (seasonal(days, i, NO_NOISE) ?? 0) + 3 },
  { name: "newcomer of 2014", forecast: joining("2014-01-01", weatherRegression) },
  {
    name: "dry days only",
    forecast: (days, i) => (days[i - 1].rain > 0 ? null : weatherRegression(days, i, NO_NOISE)),
  },
  { name: "broken from 2014-07", forecast: breaking("2014-07-01", analogs) },
];

const NO_NOISE = { normal: () => 0 };

/** @param {string} date @param {Forecast} forecast @returns {Forecast} */
function joining(date, forecast) {
  return (days, i, random) => (days[i].date < new Date(date) ? null : forecast(days, i, random));
}

/** Right until a day, and 15 degrees Celsius ever after. @param {string} date @param {Forecast} forecast @returns {Forecast} */
function breaking(date, forecast) {
  return (days, i, random) => (days[i].date < new Date(date) ? forecast(days, i, random) : 288.15);
}

/** @param {number} i day @returns {number[]} */
function waves(i) {
  const angle = (2 * Math.PI * i) / YEAR;
  return [1, Math.cos(angle), Math.sin(angle), Math.cos(2 * angle), Math.sin(2 * angle)];
}

/**
 * Least squares on all days so far; the sums are kept from day to day.
 * @param {(days: readonly Day[], i: number) => number[]} features
 * @returns {Forecast}
 */
function regression(features) {
  /** @type {number[][]} */ let products = [];
  /** @type {number[]} */ let targets = [];
  let seen = 2;
  return (days, i) => {
    if (i < seen) [products, targets, seen] = [[], [], 2];
    for (; seen < i; seen += 1) {
      const x = features(days, seen);
      if (products.length === 0) {
        products = x.map((_, a) => x.map((_, b) => (a === b ? 1e-6 : 0)));
        targets = x.map(() => 0);
      }
      for (let a = 0; a < x.length; a += 1) {
        targets[a] += x[a] * days[seen].max;
        for (let b = 0; b < x.length; b += 1) products[a][b] += x[a] * x[b];
      }
    }
    const weights = solve(products, targets);
    return features(days, i).reduce((sum, x, a) => sum + x * weights[a], 0);
  };
}

/**
 * Solves a system of linear equations by Gaussian elimination with pivoting.
 * @param {readonly (readonly number[])[]} matrix
 * @param {readonly number[]} right
 */
function solve(matrix, right) {
  const rows = matrix.map((row, a) => [...row, right[a]]);
  const n = rows.length;
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < n; row += 1)
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let row = column + 1; row < n; row += 1) {
      const factor = rows[row][column] / rows[column][column];
      for (let k = column; k <= n; k += 1) rows[row][k] -= factor * rows[column][k];
    }
  }
  const solution = Array(n).fill(0);
  for (let row = n - 1; row >= 0; row -= 1) {
    let rest = rows[row][n];
    for (let k = row + 1; k < n; k += 1) rest -= rows[row][k] * solution[k];
    solution[row] = rest / rows[row][row];
  }
  return solution;
}

/** @param {readonly number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
