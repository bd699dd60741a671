// Preloaded into a command that ../hostile.mjs measures: writes what it used to the file that the environment names.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const STATUS = "/proc/self/status";
const file = process.env["WEIGHTKIT_BENCH_USAGE"];
if (isMainThread && file !== undefined) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    // Linux counts into maxRSS what the process that started this one held; its own peak stands in /proc.
    const own = existsSync(STATUS) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(STATUS, "utf8")) : null;
    const kibibytes = own === null ? maxRSS : Number(own[1]);
    writeFileSync(file, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, kibibytes }));
  });
}
