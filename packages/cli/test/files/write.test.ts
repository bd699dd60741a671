import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FileStream } from "../../src/files/stream.js";
import { writeFiles, writeInside } from "../../src/files/write.js";

const bytes = Buffer.from("result\n");
const has = (path: string): boolean => existsSync(path);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "write-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What an action throws. */
function thrown(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return null;
}

/** Writes a file in both ways. */
const WAYS: readonly (readonly [string, (path: string) => void])[] = [
  [
    "at once",
    (path) => {
      writeFiles(folder, [{ name: path, bytes }]);
    },
  ],
  [
    "in pieces",
    (path) => {
      const stream = new FileStream(path);
      try {
        stream.write(bytes);
        stream.finish();
      } finally {
        stream.abandon();
      }
    },
  ],
];

it("writes none of several files where a folder is in the way of one", () => {
  mkdirSync(join(folder, "b"));
  const names = ["a", "b", "c"];
  expect(
    thrown(() => {
      writeFiles(
        folder,
        names.map((name) => ({ name, bytes })),
      );
    }),
  ).toMatchObject({ code: "WK112", message: `Cannot write ${join(folder, "b")}: it is a folder` });
  expect(readdirSync(folder)).toEqual(["b"]);
});

it.skipIf(process.platform !== "linux").each(WAYS)(
  "ends with an error where the file system makes no folders, %s",
  (_, write) => {
    const path = "/proc/weightkit/below/file";
    expect(
      thrown(() => {
        write(path);
      }),
    ).toMatchObject({
      code: "WK112",
      message: `Cannot write ${path}: its folder does not exist and cannot be made`,
    });
  },
);

describe.runIf(has("/dev/null"))("a device is written into, never replaced", () => {
  it.each(WAYS)("%s, also by a link to it", (_, write) => {
    const link = join(folder, "link");
    symlinkSync("/dev/null", link);
    write(link);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it.runIf(has("/dev/full")).each(WAYS)("%s, and a full one is a fault", (_, write) => {
    const link = join(folder, "link");
    symlinkSync("/dev/full", link);
    expect(
      thrown(() => {
        write(link);
      }),
    ).toMatchObject({ code: "WK112" });
    expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
  });

  it.each(WAYS)("%s, and a pipe that nothing reads is a fault and no wait", (_, write) => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    expect(
      thrown(() => {
        write(pipe);
      }),
    ).toMatchObject({ code: "WK112" });
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it.each(WAYS)("%s, and a pipe's reader gets all", async (_, write) => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const reader = spawn("cat", [pipe], { stdio: ["ignore", "pipe", "inherit"] });
    const read = text(reader.stdout);
    // The reader opens the pipe when it has started.
    while (
      thrown(() => {
        write(pipe);
      }) !== null
    )
      await setTimeout(10);
    expect(await read).toBe("result\n");
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });
});

it.runIf(has("/dev/null"))("what is written in a project by itself replaces a planted link", () => {
  const link = join(folder, "build.wasm");
  symlinkSync("/dev/null", link);
  writeInside(folder, folder, [{ name: "build.wasm", bytes }]);
  expect(lstatSync(link).isFile()).toBe(true);
  expect(readFileSync(link, "utf8")).toBe("result\n");
});
