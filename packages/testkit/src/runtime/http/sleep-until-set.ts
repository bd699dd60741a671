/**
 * Sleeps while the signal is 0. A wake-up may be late and meant for the answer before: that one was there already when its signal was set.
 */
export function sleepUntilSet(signal: Int32Array<SharedArrayBuffer>, milliseconds: number): void {
  const end = performance.now() + milliseconds;
  for (let left = milliseconds; left > 0; left = end - performance.now()) {
    if (Atomics.wait(signal, 0, 0, left) !== "ok" || Atomics.load(signal, 0) !== 0) return;
  }
}
