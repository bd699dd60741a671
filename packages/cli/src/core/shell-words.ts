/** The command line that was given, as a shell takes it. */
export function commandLine(argv: readonly string[]): string {
  return ["weightkit", ...argv].map(shellWord).join(" ");
}

/** A word as a POSIX shell takes it. */
export function shellWord(word: string): string {
  if (/^[A-Za-z0-9_./:@%+=,-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}
