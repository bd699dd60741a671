// How sure a score is that comes from a sample.

/** Clopper and Pearson's 95 % interval of a share, of `hits` out of `of` (Biometrika 26 (1934) 404-413). */
export function clopperPearson(hits, of) {
  return [
    hits === 0 ? 0 : bisected((p) => upperTail(hits, of, p) < 0.025),
    hits === of ? 1 : bisected((p) => 1 - upperTail(hits + 1, of, p) > 0.025),
  ];
}

/** The largest p for which `isLow` holds. */
function bisected(isLow) {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (isLow(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The chance of at least `hits` of `of` at chance p each. */
function upperTail(hits, of, p) {
  let logTerm = of * Math.log1p(-p);
  let tail = 0;
  for (let k = 0; k <= of; k += 1) {
    if (k >= hits) tail += Math.exp(logTerm);
    logTerm += Math.log((of - k) / (k + 1)) + Math.log(p / (1 - p));
  }
  return tail;
}
