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
