/** Signals that end a command, and the exit code of a process that they ended: 128 and the signal's number. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** From now on such a signal ends this process, after `clean`. The last call counts. */
export function endOnSignals(clean: () => void): void {
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.removeAllListeners(signal);
    process.once(signal, () => {
      clean();
      process.exit(code);
    });
  }
}
