import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { MINI_SDK, PRINTS, writeAll } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

const FILES = {
  ...MINI_SDK,
  "weightkit.json": '{ "name": "mini" }',
  "logic/weights.ts": PRINTS,
};

/** A repository whose tag v1 has the project, and whose branch has another one since. */
function repository(below = ""): {
  folder: string;
  url: string;
  git: (...args: string[]) => string;
} {
  const folder = temporaryFolder();
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", folder, "-c", "user.name=t", "-c", "user.email=t@t", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  git("init", "--quiet", "--initial-branch=main");
  writeAll(join(folder, below), FILES);
  symlinkSync("/etc/passwd", join(folder, "link.ts"));
  git("add", "--force", ".");
  git("commit", "--quiet", "-m", "first");
  git("tag", "v1");
  writeAll(join(folder, below), { "logic/weights.ts": PRINTS.replace("{}", "{ }") });
  git("commit", "--quiet", "-a", "-m", "second");
  return { folder, url: pathToFileURL(folder).href, git };
}

/** A folder with the package of the project, as somebody gives it. */
async function given(): Promise<string> {
  const cwd = temporaryFolder();
  writeAll(cwd, FILES);
  expect((await weightkit(["build"], { cwd })).code).toBe(0);
  return cwd;
}

const left = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith("weightkit-source-"));

test("a package is compared with a tag, a branch, HEAD and a commit of a repository", async () => {
  const cwd = await given();
  const { url, git } = repository();
  const before = left();
  const verify = async (source: string): Promise<number> =>
    (await weightkit(["verify", "build", "--source", source], { cwd })).code;
  expect(await verify(`${url}@v1`)).toBe(0);
  expect(await verify(`${url}@${git("rev-parse", "v1").trim()}`)).toBe(0);
  expect(await verify(`${url}@main`)).toBe(5);
  expect(await verify(url)).toBe(5);
  expect(left()).toEqual(before);
});

test("the project may lie below the root, and what differs has its place in the sources", async () => {
  const cwd = await given();
  const { url } = repository("topics/mini");
  const same = await weightkit(["verify", "build", "--source", `${url}@v1#topics/mini`], { cwd });
  expect([same.code, same.stderr]).toEqual([0, ""]);
  const other = await weightkit(["verify", "build", "--source", `${url}#topics/mini`], { cwd });
  expect([other.code, other.stderr]).toEqual([5, expect.stringContaining("WK707")]);
});

test.each([
  ["http://host.example/a.git", "only https, ssh, file are taken"],
  ["git://host.example/a.git", "only https, ssh, file are taken"],
  ["ext::sh -c touch% ran", "only https, ssh, file are taken"],
  ["file:///nothing/here@v1", "does not"],
])("%s is refused", async (source, words) => {
  const cwd = await given();
  const { code, stderr } = await weightkit(["verify", "build", "--source", source], { cwd });
  expect([code, stderr]).toEqual([3, expect.stringContaining("error WK166")]);
  expect(stderr).toContain(words);
});

test("nothing of a repository runs, and a revision is never an option of git", async () => {
  const cwd = await given();
  const { url, folder } = repository();
  const ran = join(folder, "ran");
  for (const hook of ["post-checkout", "reference-transaction", "post-index-change"]) {
    writeFileSync(join(folder, ".git/hooks", hook), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
  }
  for (const revision of [`--upload-pack=touch ${ran}`, "absent", "../x"]) {
    const source = `${url}@${revision}`;
    const { code, stderr } = await weightkit(["verify", "build", "--source", source], { cwd });
    expect([code, stderr]).toEqual([3, expect.stringContaining("error WK166")]);
  }
  expect((await weightkit(["verify", "build", "--source", `${url}@v1`], { cwd })).code).toBe(0);
  expect(existsSync(ran)).toBe(false);
  const out = await weightkit(["verify", "build", "--source", `${url}@v1#../..`], { cwd });
  expect(out.code).toBe(3);
});

test("a machine without git is reported", async () => {
  const cwd = await given();
  const { PATH } = process.env;
  process.env["PATH"] = cwd;
  try {
    const source = "https://host.example/a.git@v1";
    const { code, stderr } = await weightkit(["verify", "build", "--source", source], { cwd });
    expect([code, stderr]).toEqual([3, expect.stringContaining("git is not installed")]);
  } finally {
    process.env["PATH"] = PATH;
  }
});
