/** Sizes and offsets, in bytes, of what differs between WASI's snapshots (their witx files). */
export interface Layout {
  /** Of `filestat`, whose last field but five is 32 bits wide in preview 0 and 64 in preview 1. */
  readonly filestat: number;
  readonly filestatLinks: number;
  /** Of `subscription`. */
  readonly subscription: number;
  /** Offsets in a subscription of a clock, which preview 0 begins with an identifier. */
  readonly clock: { readonly id: number; readonly timeout: number; readonly flags: number };
}

export const PREVIEW_1_LAYOUT: Layout = {
  filestat: 64,
  filestatLinks: 24,
  subscription: 48,
  clock: { id: 16, timeout: 24, flags: 40 },
};

export const PREVIEW_0_LAYOUT: Layout = {
  filestat: 56,
  filestatLinks: 20,
  subscription: 56,
  clock: { id: 24, timeout: 32, flags: 48 },
};
