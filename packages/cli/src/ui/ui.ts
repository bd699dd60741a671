import pc from "picocolors";
import { jsonText } from "@weightkit/testkit/internal/errors/escaped-json";
import { safeLines, safeOutput } from "@weightkit/testkit/internal/report/text/untrusted";
import { wantsColor } from "./colors.js";
import type { Io } from "./io.js";
import { sentenceWidth } from "./columns.js";
import { Progress } from "./progress.js";
import { hanging } from "./wrap.js";

export type Colors = ReturnType<typeof pc.createColors>;

/** How errors are laid out. */
export interface ErrorLayout {
  /** Columns at which sentences are broken; infinite where they are not. */
  readonly width: number;
  /** Whether each error names its page of the documentation. */
  readonly links: boolean;
}

/** For a pipe: one line a sentence, and no links. */
export const PLAIN_LAYOUT: ErrorLayout = { width: Infinity, links: false };

/** The only writer: the result goes to stdout, everything else to stderr. */
export class Ui {
  /** Colours for stdout. */
  readonly out: Colors;
  /** Colours for stderr. */
  readonly err: Colors;
  readonly progress: Progress;
  /** How errors are laid out on stderr. */
  readonly errorLayout: ErrorLayout;

  constructor(readonly io: Io) {
    this.out = pc.createColors(wantsColor(io.stdout, io.env));
    this.err = pc.createColors(wantsColor(io.stderr, io.env));
    this.progress = new Progress(io);
    this.errorLayout = { width: sentenceWidth(io.stderr, io.env), links: io.stderr.isTTY };
  }

  /** Columns that tables on stdout are cut to: a terminal's; in a pipe no value is cut. */
  get tableWidth(): number {
    return this.io.stdout.isTTY ? this.io.stdout.columns : Infinity;
  }

  /** Writes the result; `text` gets a final line break when it has none. */
  result(text: string): void {
    this.progress.clear();
    const safe = safeOutput(text, this.out.isColorSupported);
    this.io.stdout.write(safe.endsWith("\n") || safe === "" ? safe : `${safe}\n`);
  }

  /** Writes the result byte for byte; on a terminal without what that would act on. */
  bytes(bytes: Uint8Array): void {
    this.progress.clear();
    const shown = this.io.stdout.isTTY
      ? safeOutput(Buffer.from(bytes).toString("utf8"), false)
      : bytes;
    this.io.stdout.write(shown);
  }

  /** Shows what a guest wrote to its stderr, without what could confuse a terminal. */
  guest(stderr: Uint8Array): void {
    for (const line of safeLines(Buffer.from(stderr).toString("utf8"))) {
      if (line !== "") this.note(this.err.dim(`│ ${line}`));
    }
  }

  /** Writes the result as one JSON document. */
  json(document: unknown): void {
    this.result(jsonText(document, 2));
  }

  /** Prints something that is not the result. */
  note(text: string): void {
    this.progress.clear();
    this.io.stderr.write(`${safeOutput(text, this.err.isColorSupported)}\n`);
  }

  /** Prints something that the user should look at, though the command goes on. */
  warn(text: string): void {
    const sentence = `${this.err.yellow("warning")}: ${text}`;
    this.note(hanging(sentence, this.errorLayout.width, "  ").join("\n"));
  }
}
