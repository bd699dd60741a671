/** What other tools call a command, by the word that weightkit has for it. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  new: ["init", "create", "scaffold", "generate", "start"],
  adopt: ["import", "migrate"],
  build: ["compile", "make"],
  dev: ["watch", "develop"],
  replay: ["backtest", "evaluate", "eval", "score", "report"],
  check: ["lint", "fuzz"],
  compare: ["diff", "benchmark", "bench"],
  sweep: ["tune", "optimize", "optimise", "search", "grid"],
  "history check": ["validate"],
  "history summary": ["describe", "stats"],
  publish: ["deploy", "upload", "push", "release"],
  package: ["pack", "bundle"],
  inspect: ["info", "show"],
  doctor: ["status", "env"],
  "--version": ["version", "-v"],
};

/** The command of weightkit that does what other tools call `word`; null when none is known to. */
export function knownElsewhere(word: string): string | null {
  const found = Object.entries(OTHER_WORDS).find(([, words]) => words.includes(word));
  return found?.[0] ?? null;
}
