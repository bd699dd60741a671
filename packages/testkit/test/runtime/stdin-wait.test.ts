import { expect, it } from "vitest";
import { lostPayloadShare } from "../../src/runtime/stdin-wait.js";

// protocol.md section 6: of 100 runs with both cores busy, 41 KB 1, 412 KB 7, 1 MB 8, 3 MB 36 arrived empty.
it.each([
  [41_000, null],
  [65_536, null],
  [65_537, 0.01],
  [412_000, 0.07],
  [1_000_000, 0.08],
  // Half way between 1 and 3 MB by ratio is 1.73 MB.
  [1_700_000, 0.08],
  [1_800_000, 0.36],
  [3_000_000, 0.36],
  [90_000_000, 0.36],
])("of payloads of %d bytes %d are lost", (bytes, share) => {
  expect(lostPayloadShare(bytes)).toBe(share);
});
