import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/docs/play.mjs";

const page = readFileSync(join(ROOT, "docs/reference/same-as-the-network.md"), "utf8");
const [facts = ""] = page.split("## What differs on purpose");
const rows = Array.from(facts.matchAll(/^\| (.+?) +\| `([\w./-]+\.test\.ts)`(?:: (.+?))? +\|$/gm));

test("each fact of the tables names a test", () => {
  const lines = facts.split("\n").filter((line) => line.startsWith("|"));
  const heads = lines.filter(
    (line) => line.startsWith("| on the network") || line.startsWith("| -"),
  );
  expect(rows).toHaveLength(lines.length - heads.length);
  expect(rows.length).toBeGreaterThan(50);
});

test.each(rows.map(([, fact = "", file = "", title = ""]) => ({ fact, file, title })))(
  "$fact",
  ({ file, title }) => {
    const text = readFileSync(join(ROOT, "packages", file), "utf8");
    expect(text).toContain(title);
    // A title, not a comment.
    if (title !== "") expect(text).toMatch(/(?:test|it|describe)(?:\.|\()/);
  },
);
