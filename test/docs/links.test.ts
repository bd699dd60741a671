import { describe, expect, it } from "vitest";
import { pageOf } from "../../scripts/docs/site/built.mjs";
import { checkSiteLinks } from "../../scripts/docs/site/links.mjs";

const target = pageOf("how-to/test.html", `<h2 id="run-it">Run</h2><p data-id="not-one"></p>`);

/** What is wrong with one link of a page in another folder. */
function faultOf(href: string, base = "/"): string | null {
  const page = pageOf("reference/cli.html", `<a class="x" href="${href}">there</a>`);
  const files = [page.path, target.path, "index.html", "assets/a.css", "WK101.html"];
  const { broken } = checkSiteLinks([page, target], files, base);
  return broken[0]?.why ?? null;
}

describe("links of the built site", () => {
  it.each([
    "../how-to/test",
    "/how-to/test.html",
    "/how-to/test#run-it",
    "/",
    "/assets/a.css",
    "#",
    "https://elsewhere.example/nothing",
    "mailto:you@example.com",
    "data:image/svg+xml,<svg/>",
  ])("%s leads somewhere", (href) => {
    expect(faultOf(href)).toBeNull();
  });

  it.each([
    ["../how-to/tests", "no such page"],
    ["/how-to/test#not-one", "no such anchor"],
    ["#nothing", "no such anchor"],
    ["/assets/b.css", "no such page"],
    // A host's files have cases, unlike those of Windows and macOS.
    ["/wk101", "no such page"],
  ])("%s does not", (href, why) => {
    expect(faultOf(href)).toBe(why);
  });

  it("must stay below the path at which the site is served", () => {
    expect(faultOf("/how-to/test", "/weightkit/")).toBe("not below /weightkit/");
    expect(faultOf("/weightkit/how-to/test", "/weightkit/")).toBeNull();
  });

  it("are not looked for in scripts, whose texts are not links", () => {
    const page = pageOf("a.html", `<script src="/b.js">const a = '<a href="/c">';</script>`);
    expect(page.links).toEqual(["/b.js"]);
  });
});
