/**
 * What a process writes, line by line. Each stream is kept apart: which of two pipes is read first is not the order in which they were
 * written, least of all on a busy machine.
 */
export class Lines {
  readonly #text = { stdout: "", stderr: "" };

  add(stream: "stdout" | "stderr", text: string): void {
    this.#text[stream] += text;
  }

  /** The first whole line of either stream that has this text, or null; that stream's earlier lines are forgotten. */
  take(text: string): string | null {
    for (const stream of ["stdout", "stderr"] as const) {
      const lines = this.#text[stream].split("\n");
      const at = lines.slice(0, -1).findIndex((line) => line.includes(text));
      if (at < 0) continue;
      this.#text[stream] = lines.slice(at + 1).join("\n");
      return lines[at] ?? "";
    }
    return null;
  }

  /** What was not taken. */
  get rest(): string {
    return `${this.#text.stdout}${this.#text.stderr}`;
  }
}
