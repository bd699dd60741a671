// The world of the known gains, once more without weightkit: eight workers with error SD 30 + 38 i (i = 0 to 7); truth a random walk
// from 1500, SD 30, not below 800; 200 hourly sets.

export const SETS = 200;
export const WORKERS = 8;

/** T. Ettinger's mulberry32. */
function uniforms(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Box and Muller's. */
const normal = (uniform) =>
  Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

/** Truths, and the workers' answers of each set. */
export function makeWorld(seed) {
  const uniform = uniforms(seed * 7919 + 13);
  let level = 1500;
  const truths = [];
  const answers = [];
  for (let set = 0; set < SETS; set += 1) {
    level = Math.max(800, level + 30 * normal(uniform));
    truths.push(level);
    answers.push(
      Array.from({ length: WORKERS }, (_, i) =>
        Math.max(0, level + (30 + 38 * i) * normal(uniform)),
      ),
    );
  }
  return { truths, answers };
}
