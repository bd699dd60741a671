import type { PoolThread } from "./pool-thread.js";

/** Idle threads that closed pools have left; null while each pool ends its own. */
let spare: PoolThread[] | null = null;

/**
 * From now on a pool that closes leaves its idle threads to the next one: a thread costs 50 ms to start, and one that has worked has
 * its code compiled. Whoever calls this awaits `endSpareThreads` before the process may exit.
 */
export function keepThreads(): void {
  spare ??= [];
}

/** A thread that waits for work, or null. */
export function takeSpareThread(): PoolThread | null {
  for (;;) {
    const thread = spare?.pop() ?? null;
    if (thread === null || thread.alive) return thread;
  }
}

/** Keeps an idle thread for the next pool, where threads are kept. */
export function leaveThread(thread: PoolThread): boolean {
  spare?.push(thread);
  return spare !== null;
}

/** Ends the threads that closed pools have left, and keeps no more. */
export async function endSpareThreads(): Promise<void> {
  const threads = spare ?? [];
  spare = null;
  await Promise.all(threads.map((thread) => thread.end()));
}
