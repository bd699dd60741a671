import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { inflateRawSync } from "node:zlib";
import { escapeHtml } from "../../../src/report/html/escape.js";
import { makePage } from "./make-page.js";
import { simulatedFacts } from "./simulated.js";

const shape = { workers: 12, sets: 40, every: 2, failed: true, rewards: true };
const evil = `</script><script>alert(1)</script><img src=x onerror=alert(2)><!--\u2028`;

/** Contents of the elements of one kind, as an HTML parser ends them. */
function contents(page: string, tag: "script" | "style"): string[] {
  return [...page.matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, "gs"))].map(
    ([, text]) => text!,
  );
}

describe("escaping", () => {
  it("leaves no character that markup is made of", () => {
    expect(escapeHtml(`<a b="c" d='e'>&`)).toBe("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
  });
});

describe("htmlReport", () => {
  const facts = simulatedFacts({ ...shape, stderr: evil });
  const worker = facts[0]?.kind === "started" ? facts[0].workers[0]! : "";
  const options = {
    names: new Map([[worker, evil]]),
    command: `weightkit replay '${evil}'`,
    inputs: [{ role: "inferences", path: evil, bytes: 10, sha256: "ab".repeat(32) }],
  };
  const page = makePage([facts], options);

  it("is the same bytes for the same facts", () => {
    expect(makePage([facts], options)).toBe(page);
  });

  it("has one script, and data without markup, whatever names hold", () => {
    const [data, series, script, ...more] = contents(page, "script");
    expect(more).toEqual([]);
    expect(script).toMatch(/uPlot:\nThe MIT License/);
    expect(series).toMatch(/^[A-Za-z0-9+/]+=*$/);
    const parsed = JSON.parse(inflateRawSync(Buffer.from(data!, "base64")).toString()) as {
      topics: { names: string[] }[];
      inputs: { path: string }[];
    };
    expect(parsed.topics[0]?.names[0]).toBe(evil);
    expect(parsed.inputs[0]?.path).toBe(evil);
    expect(page).not.toContain("<img");
  });

  it("allows exactly its own script and style", () => {
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.split("; ");
    expect(policy).toEqual([
      "default-src 'none'",
      `script-src ${hash(contents(page, "script")[2]!)}`,
      `style-src ${hash(contents(page, "style")[0]!)}`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it("asks nothing of a network", () => {
    const text = page.replaceAll("http://www.w3.org/2000/svg", "");
    expect(text).not.toMatch(
      /(?:src|href)=["']?https?:|url\(["']?(?!data:)|@import|fetch\(|XMLHttpRequest/,
    );
  });

  it("shows the text report where scripts do not run", () => {
    const fallback = /<noscript><pre>(.*?)<\/pre><\/noscript>/s.exec(page)?.[1];
    expect(fallback).toContain("Mean absolute error");
    expect(fallback).toContain("failed round");
  });

  it("stays small: 80 workers over 88 weeks, and 100 workers over 1,000 rounds", () => {
    const season = makePage([simulatedFacts({ workers: 80, sets: 88, every: 2 })]);
    expect(season.length).toBeLessThan(300_000);
    const large = makePage([simulatedFacts({ workers: 100, sets: 1000, every: 1, rewards: true })]);
    expect(large.length).toBeLessThan(1_500_000);
  });

  it("stays below 3 MB for 53 topics of a season", () => {
    const season = simulatedFacts({ workers: 79, sets: 88, every: 4 });
    const topics = Array.from({ length: 53 }, (_, i) =>
      season.map((fact) => (fact.kind === "started" ? { ...fact, topic: String(i) } : fact)),
    );
    expect(makePage(topics).length).toBeLessThan(3_000_000);
  });
});
