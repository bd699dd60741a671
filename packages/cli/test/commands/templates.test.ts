import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ReplayDocument } from "@weightkit/testkit/internal/report/json-document";
import { describe, expect, test } from "vitest";
import { loadProject } from "../../src/project/project.js";
import { listTemplates } from "../../src/scaffold/templates.js";
import { keptFolder, weightkit } from "../support/run-cli.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const folder = keptFolder();

async function ok(cwd: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await weightkit(args, { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** Bytes that a template's release WASM may have. */
const LIMIT = 23 * 1024;

describe.each(listTemplates().map(({ name }) => name))("template %s", (template) => {
  // An own name: what the scaffold writes in place of the template's name must not break anything.
  const name = `my-${template}-topic`;
  const project = join(folder, name);

  test("a project made from it builds, small, and its logic is short", async () => {
    await ok(folder, "new", name, "--template", template);
    await ok(project, "build");
    expect(statSync(join(project, "build", `${name}.wasm`)).size).toBeLessThanOrEqual(LIMIT);
    const logic = readFileSync(join(project, "logic/weights.ts"), "utf8").trimEnd();
    expect(logic.split("\n").length).toBeLessThanOrEqual(40);
  });

  test("its own tests pass", () => {
    mkdirSync(join(project, "node_modules"));
    for (const name of ["@weightkit", "assemblyscript", "vitest"]) {
      symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
    }
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const done = spawnSync(process.execPath, [vitest, "run"], {
      cwd: project,
      encoding: "utf8",
      env: { NO_COLOR: "1" },
    });
    expect(done.stdout + done.stderr).toMatch(/Tests\s+\d+ passed/);
    expect(done.status).toBe(0);
  });

  test("an editor finds no fault in its logic", () => {
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const args = [tsc, "--noEmit", "--project", "logic"];
    const { stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
    expect(stdout).toBe("");
  });

  test("it replays its own history without a failed round", async () => {
    const document = JSON.parse(await ok(project, "replay", "--json")) as ReplayDocument;
    const [topic] = document.topics;
    expect(topic?.rounds).toMatchObject({ failed: 0 });
    expect(topic?.rounds.committed).toBeGreaterThan(20);
    expect(topic?.workers.every(({ name }) => name !== null)).toBe(true);
    // Whoever is listed as turning does so in its middle half, where before and after can both be seen.
    const { settings } = loadProject(project, folder);
    const { turned = [] } = settings.history;
    const followed = topic?.responses ?? [];
    expect(followed).toHaveLength(turned.length);
    for (const { watched } of followed) {
      expect(watched).toBeGreaterThan((topic?.rounds.committed ?? 0) / 5);
    }
  });
});
