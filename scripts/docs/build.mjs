// Builds the site and checks what came out: `npm run docs:build`. Needs no browser and, once its packages are there, no network.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { linkedDocuments } from "./documents.mjs";
import { ROOT } from "./play.mjs";
import { makePlayground } from "./playground.mjs";
import { budgetFaults } from "./site/budget.mjs";
import { builtFiles, builtPages } from "./site/built.mjs";
import { checkMarkdownLinks, checkSiteLinks } from "./site/links.mjs";
import { searchFaults } from "./site/search.mjs";

const base = process.env["DOCS_BASE"] ?? "/";

await makePlayground();
vitepress();
const pages = builtPages();
const faults = [...links(), ...(await searchFaults()), ...budgetFaults(pages, base)];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

function vitepress() {
  const command = join(ROOT, "docs/node_modules/vitepress/bin/vitepress.js");
  const { status } = spawnSync(process.execPath, [command, "build", join(ROOT, "docs")], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(1);
}

function links() {
  const results = [
    checkSiteLinks(pages, builtFiles(), base),
    ...linkedDocuments().map(checkMarkdownLinks),
  ];
  const checked = results.reduce((sum, result) => sum + result.checked, 0);
  const broken = results.flatMap((result) => result.broken);
  console.log(`links: ${checked} checked, ${broken.length} broken`);
  return broken.map(({ from, to, why }) => `${from}: ${to}: ${why}`);
}
