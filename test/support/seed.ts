import fc from "fast-check";

// Every run of the tests tries the same inputs, so that a change fails for what it changed. To try others, as many as there is time for:
// FAST_CHECK_SEED=random npm test, or a number, which repeats a run.
const asked = process.env["FAST_CHECK_SEED"];
if (asked !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: seedOf(asked) });

function seedOf(text = "1"): number {
  const seed = Number(text);
  if (!Number.isInteger(seed))
    throw new Error(`FAST_CHECK_SEED is "random" or a whole number, not "${text}"`);
  return seed;
}
