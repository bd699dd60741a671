import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkOutRevision } from "../../src/settings/revision.js";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

/** A project, a folder outside it, and a link in the project to that folder. */
function linked(link: string): { readonly project: string; readonly outside: string } {
  const project = miniProject(PRINTS.replace(/print\(.*/, 'print("no object");'), {
    topic: { inferenceCadence: 3600, weightCadence: 7200 },
  });
  const outside = temporaryFolder();
  mkdirSync(join(project, link, ".."), { recursive: true });
  symlinkSync(outside, join(project, link));
  return { project, outside };
}

const LINKS: readonly (readonly [string, readonly string[]])[] = [
  ["build", ["build"]],
  ["build/debug", ["build", "--debug"]],
  [".weightkit", ["check", "--runs", "1"]],
  [".weightkit/failures", ["check", "--runs", "1"]],
  ["test", ["check", "--runs", "1", "--write-test"]],
  ["test/check", ["check", "--runs", "1", "--write-test"]],
];

test.each(LINKS)(
  "a link %s that leads out of the project is not written through",
  async (link, args) => {
    const { project, outside } = linked(link);
    const { code, stderr } = await weightkit(args, { cwd: project });
    expect(stderr).toContain("WK159");
    expect(code).toBe(3);
    expect(readdirSync(outside)).toEqual([]);
  },
);

test("a saved failure is not removed through a link, nor read", async () => {
  const { project, outside } = linked(".weightkit/failures");
  writeFileSync(join(outside, "one-object.json"), "a secret");
  const { code, stderr, stdout } = await weightkit(["check", "--runs", "1"], { cwd: project });
  expect([code, stderr + stdout]).toEqual([3, expect.stringContaining("WK159")]);
  expect(stderr + stdout).not.toContain("secret");
  expect(existsSync(join(outside, "one-object.json"))).toBe(true);
});

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.email=a@b", "-c", "user.name=a", ...args], { cwd }).toString();

function repository(): { readonly project: string; readonly copy: string } {
  const project = miniProject(PRINTS);
  git(project, "init", "-q");
  git(project, "add", "weightkit.json", "logic");
  git(project, "commit", "-qm", "first");
  const commit = git(project, "rev-parse", "HEAD").trim();
  return { project, copy: join(project, ".weightkit/revisions", commit) };
}

test.each(["", "logic"])(
  "a revision is not copied through a link (%j) out of the project",
  (inner) => {
    const { project, copy } = repository();
    const outside = temporaryFolder();
    mkdirSync(join(copy, inner, ".."), { recursive: true });
    symlinkSync(outside, join(copy, inner));
    expect(() => checkOutRevision("HEAD", project)).toThrow(
      expect.objectContaining({ code: "WK159" }),
    );
    expect(readdirSync(outside)).toEqual([]);
  },
);

test("a copy of a revision that the repository brings is not taken for git's", () => {
  const { project, copy } = repository();
  mkdirSync(copy, { recursive: true });
  cpSync(join(project, "weightkit.json"), join(copy, "weightkit.json"));
  git(project, "add", "-f", ".weightkit");
  expect(() => checkOutRevision("HEAD", project)).toThrow(
    expect.objectContaining({
      code: "WK148",
      message: expect.stringContaining("brings") as unknown,
    }),
  );
});

test("an imported source of more than 4 MiB is refused before it is read", async () => {
  const cwd = miniProject(`import "./large";\n${PRINTS}`, {}, { "logic/large.ts": "" });
  writeFileSync(join(cwd, "logic/large.ts"), " ".repeat((4 << 20) + 1));
  const { code, stderr } = await weightkit(["build"], { cwd });
  expect([code, stderr]).toEqual([4, expect.stringContaining("WK117")]);
  expect(stderr).toContain("the source logic/large.ts");
});
