import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));

/** Script that starts Vitest. */
export const VITEST = join(modules, "vitest/vitest.mjs");

/**
 * Variables for a project's Vitest. It imports this clone's testkit as it imports what npm has installed; otherwise it would transform
 * each of the testkit's modules, which takes twice as long as everything else that it does.
 */
export const VITEST_ENV = {
  NO_COLOR: "1",
  PATH: process.env["PATH"] ?? "",
  VITEST_MODULE_DIRECTORIES: "/packages/testkit/dist/",
};

/** Links packages of this clone into a project's node_modules. */
export function linkPackages(
  project: string,
  names: readonly string[] = ["@weightkit", "assemblyscript", "vitest"],
): void {
  mkdirSync(join(project, "node_modules"), { recursive: true });
  for (const name of names) symlinkSync(join(modules, name), join(project, "node_modules", name));
}
