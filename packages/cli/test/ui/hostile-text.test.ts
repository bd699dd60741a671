import { cpSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Descriptor } from "@weightkit/testkit/internal/errors/descriptor";
import { tableErrors } from "@weightkit/testkit/internal/errors/table-errors";
import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { ACTS, hostileText } from "../../../../test/support/hostile-text.js";
import { casePath } from "../../../../test/support/inputs.js";
import { renderError, renderWarning } from "../../src/ui/render-error.js";
import { Ui } from "../../src/ui/ui.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

/** A row of numbers alone: no text of anybody gets into it. */
const NUMBERS_ALONE = "WK666";

/** Every other row of the error table. */
const ROWS: Descriptor<object>[] = [];
for (const folder of ["../../src/errors/", "../../../testkit/src/errors/"]) {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  for (const name of readdirSync(path).filter((one) => one.endsWith("-errors.ts"))) {
    const module = (await import(join(path, name))) as Record<
      string,
      Record<string, Descriptor<object>>
    >;
    const rows = Object.values(module).flatMap((table) => Object.values(table));
    ROWS.push(...rows.filter(({ code }) => code !== NUMBERS_ALONE));
  }
}

const STYLES = /\x1b\[\d{1,2}m/g;

/** Arguments in which every field is the text, as a list of it or, where a row wants a text, as that. */
function faultWith(row: Descriptor<object>, text: string): WeightkitError {
  const file = text;
  const place = { file, row: 1, field: text };
  try {
    const made = fault(row, new Proxy({}, { get: () => [text] }), { place });
    if (typeof made.message === "string" && typeof made.hint === "string") return made;
    throw new TypeError("a row that hands a text on");
  } catch {
    return fault(row, new Proxy({}, { get: () => text }), { place });
  }
}

class Sink {
  text = "";
  readonly columns = 80;
  constructor(readonly isTTY: boolean) {}
  write(data: string | Uint8Array): void {
    this.text += typeof data === "string" ? data : Buffer.from(data).toString("utf8");
  }
}

function terminal(isTTY: boolean) {
  const io = {
    stdout: new Sink(isTTY),
    stderr: new Sink(isTTY),
    stdin: { isTTY, read: () => Promise.resolve(new Uint8Array()) },
    cwd: "/",
    env: isTTY ? { TERM: "xterm" } : { NO_COLOR: "1" },
    now: () => 0,
    signals: false,
    ask: null,
    ended: () => Promise.resolve(),
  };
  return { ui: new Ui(io), io };
}

describe.each([true, false])("with hostile text in every field (terminal: %s)", (isTTY) => {
  test.each(ROWS.map((row) => [row.code, row] as const))("%s", (_, row) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { ui, io } = terminal(isTTY);
        const error = faultWith(row, text);
        ui.note(renderError(error, ui.err, "/"));
        ui.warn(renderWarning(error.report(), "/"));
        ui.json(error.report());
        const printed = io.stderr.text.replaceAll(isTTY ? STYLES : /$^/g, "");
        expect(ACTS.test(printed), JSON.stringify(printed)).toBe(false);
        expect(ACTS.test(io.stdout.text)).toBe(false);
        expect(JSON.parse(io.stdout.text)).toEqual(JSON.parse(JSON.stringify(error.report())));
      }),
      { numRuns: 5 },
    );
  });
});

test("what a guest prints acts on no terminal, and is kept to the byte in a pipe", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const bytes = Buffer.from(text);
      const [shown, piped] = [terminal(true), terminal(false)];
      shown.ui.bytes(bytes);
      shown.ui.guest(bytes);
      piped.ui.bytes(bytes);
      expect(ACTS.test(shown.io.stdout.text)).toBe(false);
      expect(ACTS.test(shown.io.stderr.text.replaceAll(STYLES, ""))).toBe(false);
      expect(piped.io.stdout.text).toBe(bytes.toString("utf8"));
    }),
  );
});

test("a long text in a message is clipped, with its length", () => {
  const { message } = fault(tableErrors.noMatch, { pattern: "x".repeat(900_000) });
  expect(message.length).toBeLessThan(700);
  expect(message).toMatch(/^No file matches x+ … \(899,466 more characters\) … x+$/);
});

describe("files with control bytes", () => {
  const cwd = temporaryFolder;
  const copied = (): string => {
    const folder = cwd();
    cpSync(casePath("control-bytes"), folder, { recursive: true });
    return folder;
  };
  test.each([
    ["header.csv", "truth.csv", "check", "WK302"],
    ["duplicate.csv", "truth.csv", "check", "WK314"],
    ["names.csv", "truth.csv", "summary", "WK330"],
    ["topics-inferences.csv", "topics-truth.csv", "check", "WK332"],
    ["topics-inferences.csv", "topics-truth.csv", "check", "WK333"],
  ])("%s", async (inferences, truth, verb, code) => {
    const command = ["history", verb, "-i", inferences, "-t", truth];
    for (const more of [[], ["--json"]]) {
      const { stdout, stderr } = await weightkit([...command, ...more], { cwd: copied() });
      expect(stderr).toContain(code);
      expect(ACTS.test(stdout + stderr)).toBe(false);
    }
  });

  test("in a name of a file, and in a header of 900,000 characters", async () => {
    const folder = copied();
    renameSync(join(folder, "header.csv"), join(folder, "h\x1b[31m.csv"));
    writeFileSync(
      join(folder, "wide.csv"),
      `timestamp;worker;value;${"x".repeat(900_000)}\n1;a;1\n`,
    );
    for (const file of ["h\x1b[31m.csv", "wide.csv"]) {
      const command = ["history", "check", "-i", file, "-t", "truth.csv"];
      const { code, stderr } = await weightkit(command, { cwd: folder });
      expect([code, stderr.includes("WK302")]).toEqual([3, true]);
      expect(ACTS.test(stderr)).toBe(false);
      expect(stderr.length).toBeLessThan(1500);
    }
  });
});
