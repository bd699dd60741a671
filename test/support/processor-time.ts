import { readdirSync, readFileSync } from "node:fs";
import { afterAll } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** Seconds of processor time that a file of tests took: its process with all threads, and the processes that it started. */
    processorTime?: number;
  }
}

/** Clock ticks a second in /proc, on every Linux. */
const TICKS = 100;

/** Seconds that this process and those it started have taken. Without /proc, the others are left out. */
function processorTime(): number {
  try {
    return ticks("self") / TICKS;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
}

/** Ticks of a process, of its ended children, and of those that still run. */
function ticks(process: string): number {
  const stat = readFileSync(`/proc/${process}/stat`, "utf8");
  // The command's name before it may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(") ") + 2).split(" ");
  const taken = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return childrenOf(process).reduce((sum, child) => sum + ticksOrNone(child), taken);
}

function childrenOf(process: string): string[] {
  return readdirSync(`/proc/${process}/task`).flatMap((thread) =>
    readFileSync(`/proc/${process}/task/${thread}/children`, "utf8").split(" ").filter(Boolean),
  );
}

/** A child may end at any moment. */
function ticksOrNone(child: string): number {
  try {
    return ticks(child);
  } catch {
    return 0;
  }
}

// Vitest runs this file before each file of tests.
const before = processorTime();

afterAll(({}, file) => {
  file.meta.processorTime = processorTime() - before;
});
