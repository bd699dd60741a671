import { readFileSync } from "node:fs";
import { afterAll } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** Seconds of processor time that a file of tests took: its process with all threads, and processes that it started and that ended. */
    processorTime?: number;
  }
}

/** Clock ticks a second in /proc, on every Linux. */
const TICKS = 100;

/** Seconds that this process and its ended children have taken. Without /proc, the children are left out. */
function processorTime(): number {
  try {
    const stat = readFileSync("/proc/self/stat", "utf8");
    // The command's name before it may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(") ") + 2).split(" ");
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
}

// Vitest runs this file before each file of tests.
const before = processorTime();

afterAll(({}, file) => {
  file.meta.processorTime = processorTime() - before;
});
