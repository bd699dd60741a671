/** What a pipe holds before its writer has to wait for the reader (pipe(7), Linux). */
export const PIPE_BYTES = 65_536;

/**
 * bls-runtime 0.3.1 waits 10 ms for stdin, then runs the logic without it. Payload sizes, and how many of 100 runs got an empty one
 * while every core was busy (protocol section 6).
 */
const LOST: readonly { readonly bytes: number; readonly share: number }[] = [
  { bytes: 41_000, share: 0.01 },
  { bytes: 412_000, share: 0.07 },
  { bytes: 1_000_000, share: 0.08 },
  { bytes: 3_000_000, share: 0.36 },
];

/**
 * Share of payloads of this size that arrived empty on a busy machine: of the measured size that is nearest by ratio. Null for what
 * fits a pipe at once.
 */
export function lostPayloadShare(bytes: number): number | null {
  if (bytes <= PIPE_BYTES) return null;
  const off = (of: number): number => Math.abs(Math.log(of / bytes));
  const [first, ...rest] = LOST;
  if (first === undefined) return null;
  return rest.reduce((nearest, one) => (off(one.bytes) < off(nearest.bytes) ? one : nearest), first)
    .share;
}
