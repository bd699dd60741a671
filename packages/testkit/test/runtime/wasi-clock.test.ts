import { describe, expect, it } from "vitest";
import { errnoOf, hostCalls } from "../support/host-call.js";

/** From the witx of WASI preview 1. */
const [SUCCESS, BADF, INVAL] = [0, 8, 28];

describe("clock", () => {
  const BLOCK = 1_700_000_000;
  const clocks = (...calls: { name: string; args: (number | bigint)[] }[]) =>
    hostCalls(calls, { dump: 256, request: { blockTime: BLOCK } });

  it("stands at the block time", () => {
    const { memory, errnos } = clocks(
      { name: "clock_time_get", args: [0, 0n, 0] },
      { name: "clock_time_get", args: [1, 0n, 8] },
      { name: "clock_time_get", args: [0, 0n, 16] },
      { name: "clock_res_get", args: [0, 24] },
    );
    expect(errnos).toEqual([0, 0, 0, 0]);
    expect(memory.readBigUInt64LE(0)).toBe(1_700_000_000_000_000_000n);
    expect(memory.readBigUInt64LE(8)).toBeGreaterThan(0n);
    expect(memory.readBigUInt64LE(16)).toBe(1_700_000_000_000_000_000n);
  });

  it("counts a run's own time up with each reading", () => {
    const { memory } = clocks(
      { name: "clock_time_get", args: [1, 0n, 0] },
      { name: "clock_time_get", args: [1, 0n, 8] },
    );
    expect(memory.readBigUInt64LE(8)).toBeGreaterThan(memory.readBigUInt64LE(0));
  });

  it("has no CPU time and no other clocks", () => {
    expect(errnoOf("clock_time_get", 2, 0n, 0)).toBe(BADF);
    expect(errnoOf("clock_res_get", 3, 0)).toBe(BADF);
    const { outcome } = hostCalls([{ name: "clock_time_get", args: [9, 0n, 0] }]);
    expect(outcome).toMatchObject({ exitCode: 255, failure: { code: "WK433" } });
  });

  /** A clock subscription as in the witx: userdata, tag 0, clock id, timeout, precision, flags. */
  const subscription = (userdata: bigint, timeout: bigint, flags: number): Buffer => {
    const bytes = Buffer.alloc(48);
    bytes.writeBigUInt64LE(userdata, 0);
    bytes.writeBigUInt64LE(timeout, 24);
    bytes.writeUInt16LE(flags, 40);
    return bytes;
  };

  it("moves by polling only, at once", () => {
    const hour = 3_600_000_000_000n;
    const { memory, errnos } = hostCalls(
      [
        { name: "poll_oneoff", args: [1000, 2000, 2, 0] },
        { name: "clock_time_get", args: [0, 0n, 8] },
      ],
      {
        data: [
          {
            at: 1000,
            bytes: Buffer.concat([subscription(7n, 2n * hour, 0), subscription(9n, hour, 0)]),
          },
        ],
        dump: 2064,
        request: { blockTime: BLOCK },
      },
    );
    expect(errnos).toEqual([0, 0]);
    expect(memory.readUInt32LE(0)).toBe(1);
    expect(memory.readBigUInt64LE(2000)).toBe(9n);
    expect(memory.readBigUInt64LE(8)).toBe(BigInt(BLOCK) * 1_000_000_000n + hour);
  });

  it("is due at once for a time that has passed", () => {
    const { memory } = hostCalls(
      [
        { name: "poll_oneoff", args: [1000, 2000, 1, 0] },
        { name: "clock_time_get", args: [1, 0n, 8] },
      ],
      {
        data: [{ at: 1000, bytes: subscription(1n, 5n, 1) }],
        dump: 16,
        request: { blockTime: BLOCK },
      },
    );
    expect(memory.readUInt32LE(0)).toBe(1);
    // The first reading is one tick.
    expect(memory.readBigUInt64LE(8)).toBe(1000n);
  });

  it("answers a poll with one event each, in order: userdata, error number, kind, and nothing else", () => {
    const clock = (userdata: bigint, id: number, timeout: bigint): Buffer => {
      const bytes = subscription(userdata, timeout, 0);
      bytes.writeUInt32LE(id, 16);
      return bytes;
    };
    const stream = (userdata: bigint, kind: number, fd: number): Buffer => {
      const bytes = Buffer.alloc(48);
      bytes.writeBigUInt64LE(userdata, 0);
      bytes.writeUInt8(kind, 8);
      bytes.writeUInt32LE(fd, 16);
      return bytes;
    };
    const poll = (...subscriptions: Buffer[]): string[] => {
      const { memory, errnos } = hostCalls(
        [{ name: "poll_oneoff", args: [1000, 2000, subscriptions.length, 0] }],
        {
          // What was there before is overwritten, up to the last event's end and no further.
          data: [
            { at: 1000, bytes: Buffer.concat(subscriptions) },
            { at: 2000, bytes: Buffer.alloc(200, 0xee) },
          ],
          dump: 2200,
          request: { blockTime: BLOCK },
        },
      );
      expect(errnos).toEqual([0]);
      const count = memory.readUInt32LE(0);
      expect(memory.subarray(2000 + 32 * count).every((byte) => byte === 0xee)).toBe(true);
      return Array.from({ length: count }, (_, i) => {
        const event = memory.subarray(2000 + 32 * i, 2032 + 32 * i);
        expect(event.subarray(11).every((byte) => byte === 0)).toBe(true);
        return [event.readBigUInt64LE(0), event.readUInt16LE(8), event.readUInt8(10)].join(" ");
      });
    };
    // Two clocks that are due at the same time, and a later one.
    expect(poll(clock(5n, 0, 10n), clock(6n, 1, 20n), clock(7n, 0, 10n))).toEqual([
      "5 0 0",
      "7 0 0",
    ]);
    // The earlier of two, wherever it is.
    expect(poll(clock(1n, 0, 10n), clock(2n, 0, 20n))).toEqual(["1 0 0"]);
    expect(poll(clock(1n, 0, 20n), clock(2n, 0, 10n))).toEqual(["2 0 0"]);
    // Streams are ready before any clock: stdin (1, fd 0) and stdout (2, fd 1).
    expect(poll(clock(1n, 0, 10n), stream(2n, 1, 0), stream(3n, 2, 1))).toEqual(["2 0 1", "3 0 2"]);
    // EBADF where a stream is not open for that or not at all, EINVAL for another kind and for a clock without a time.
    expect(poll(stream(4n, 2, 0), stream(5n, 1, 9), stream(6n, 7, 0), clock(7n, 2, 10n))).toEqual([
      "4 8 2",
      "5 8 1",
      "6 28 7",
      "7 28 0",
    ]);
  });

  it("waits for the rest of an absolute time", () => {
    const later = BigInt(BLOCK) * 1_000_000_000n + 77n;
    const { memory } = hostCalls(
      [
        { name: "poll_oneoff", args: [1000, 2000, 1, 0] },
        { name: "clock_time_get", args: [0, 0n, 8] },
      ],
      {
        data: [{ at: 1000, bytes: subscription(1n, later, 1) }],
        dump: 16,
        request: { blockTime: BLOCK },
      },
    );
    expect(memory.readBigUInt64LE(8)).toBe(later);
  });

  it("takes no empty poll, and none of more than 1024 subscriptions", () => {
    expect(errnoOf("poll_oneoff", 0, 0, 0, 0)).toBe(INVAL);
    expect(errnoOf("poll_oneoff", 0, 0, 1024, 0)).toBe(SUCCESS);
    expect(errnoOf("poll_oneoff", 0, 0, 1025, 0)).toBe(INVAL);
  });

  it("is named in a note where the wall's is read, whose reading does not move the monotonic one", () => {
    const reading = (...clocks: number[]) =>
      hostCalls(
        clocks.map((id, i) => ({ name: "clock_time_get", args: [id, 0n, 8 * i] })),
        { dump: 16 },
      );
    const { memory, outcome } = reading(0, 1);
    expect(memory.readBigUInt64LE(8)).toBe(1000n);
    expect(outcome.notes).toEqual([
      "The logic read the clock: on a network each node sees another time, and outputs that depend on it differ",
    ]);
    expect(reading(1, 1).outcome.notes).toEqual([]);
    expect(reading(1, 1).memory.readBigUInt64LE(8)).toBe(2000n);
  });
});
