import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createContext, runInContext } from "node:vm";
import { transformSync } from "esbuild";
import { expect, test, vi } from "vitest";

test("two copies of the module in one process each run what they are given", async () => {
  const first = await import("../../src/runtime/v8/timer-guard.js");
  vi.resetModules();
  const second = await import("../../src/runtime/v8/timer-guard.js");
  expect(second.withTimer).not.toBe(first.withTimer);
  const ran: string[] = [];
  first.withTimer(1000, () => ran.push("first"));
  second.withTimer(1000, () => ran.push("second"));
  first.withTimer(1000, () => {
    second.withTimer(1000, () => ran.push("inner"));
    ran.push("outer");
  });
  expect(ran).toEqual(["first", "second", "inner", "outer"]);
});

test("it ends what takes too long in a context too, as where Vitest runs tests with --pool vmThreads", () => {
  const source = new URL("../../src/runtime/v8/timer-guard.ts", import.meta.url);
  const { code } = transformSync(readFileSync(source, "utf8"), { loader: "ts", format: "cjs" });
  const load: unknown = runInContext(
    `(module, require) => {${code}\nreturn module.exports;}`,
    createContext({ process }),
  );
  const { withTimer, TimeUp } = (load as (...given: unknown[]) => unknown)(
    {},
    createRequire(import.meta.url),
  ) as typeof import("../../src/runtime/v8/timer-guard.js");
  let ran = false;
  withTimer(1000, () => (ran = true));
  expect(ran).toBe(true);
  const endless = (): void => {
    for (;;);
  };
  expect(() => {
    withTimer(20, endless);
  }).toThrow(TimeUp);
});
