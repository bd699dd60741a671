/** What a run may use. The first two are the node's (`limited_fuel`, `limited_memory`), the rest guard the harness. */
export interface Limits {
  /** Fuel units, or null for no limit. */
  readonly fuel: number | null;
  /** 64 KiB pages, or null for no limit but WebAssembly's own. */
  readonly memoryPages: number | null;
  /** Wall-clock milliseconds before a run is killed. */
  readonly milliseconds: number;
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  readonly httpBodyBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  fuel: 1_000_000_000,
  memoryPages: 1024,
  milliseconds: 10_000,
  stdoutBytes: 4 << 20,
  stderrBytes: 1 << 20,
  httpBodyBytes: 4 << 20,
};
