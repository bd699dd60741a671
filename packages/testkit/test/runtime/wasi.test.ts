import { describe, expect, it } from "vitest";
import { provided } from "../../src/runtime/host/signatures.js";
import type { RunRequest } from "../../src/runtime/engine.js";
import { errnoOf, hostCalls, words } from "../support/host-call.js";
import { runWat, start, textOf } from "../support/run.js";
import { makeImports } from "../../src/runtime/host/imports.js";
import { Host } from "../../src/runtime/host/host.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { RUNTIME_VERSIONS, type RuntimeTarget } from "../../src/runtime/versions.js";

/** From the witx of WASI preview 1. */
const [SUCCESS, BADF, INVAL, SPIPE] = [0, 8, 28, 70];

const wasi = provided("both")["wasi_snapshot_preview1"] ?? {};

const TARGETS: readonly RuntimeTarget[] = [...RUNTIME_VERSIONS, "both"];

describe("what is provided", () => {
  it.each(TARGETS)("has each function once, with its signature (%s)", (target) => {
    const imports = makeImports(new Host(DEFAULT_LIMITS, target));
    const names = Object.entries(imports).map(([m, f]) => [m, Object.keys(f).sort()]);
    const wanted = Object.entries(provided(target)).map(([m, f]) => [m, Object.keys(f).sort()]);
    expect(names.sort()).toEqual(wanted.sort());
  });

  it("is all 46 functions of WASI preview 1", () => {
    expect(Object.keys(wasi)).toHaveLength(46);
  });
});

describe("no file system", () => {
  const withoutFiles = Object.keys(wasi).filter((name) => /^(path|sock)_|^fd_/.test(name));

  it.each(withoutFiles)("%s answers EBADF for a descriptor that is not open", (name) => {
    const parameters = wasi[name]?.split(":")[0] ?? "";
    const args = Array.from(parameters, (letter): number | bigint => (letter === "I" ? 0n : 0));
    args[name === "path_symlink" ? 2 : 0] = 9;
    expect(errnoOf(name, ...args)).toBe(BADF);
  });

  it("cannot seek in streams", () => {
    expect(errnoOf("fd_seek", 1, 0n, 0, 0)).toBe(SPIPE);
    expect(errnoOf("fd_tell", 1, 0)).toBe(SPIPE);
    expect(errnoOf("fd_pread", 0, 0, 0, 0n, 0)).toBe(SPIPE);
    expect(errnoOf("fd_pwrite", 1, 0, 0, 0n, 0)).toBe(SPIPE);
    expect(errnoOf("fd_seek", 0, 0n, 0, 0)).toBe(BADF);
    expect(errnoOf("fd_fdstat_set_rights", 1, 0n, 0n)).toBe(SUCCESS);
    expect(errnoOf("fd_sync", 1)).toBe(SUCCESS);
  });
});

describe("streams", () => {
  it("gathers what is written", () => {
    const data = [
      { at: 0, bytes: "abcdef" },
      { at: 16, bytes: words(4, 2, 0, 3) },
    ];
    const { outcome } = hostCalls([{ name: "fd_write", args: [2, 16, 2, 32] }], { data });
    expect(textOf(outcome.stderr)).toBe("efabc");
    const { errnos, memory } = hostCalls([{ name: "fd_write", args: [2, 16, 2, 32] }], {
      data,
      dump: 36,
    });
    expect(errnos).toEqual([SUCCESS]);
    expect(memory.readUInt32LE(32)).toBe(5);
  });

  it("does not write to stdin nor read from stdout", () => {
    expect(errnoOf("fd_write", 0, 0, 0, 0)).toBe(BADF);
    expect(errnoOf("fd_read", 1, 0, 0, 0)).toBe(BADF);
  });

  const readTwice = (request: Partial<RunRequest>) =>
    hostCalls(
      [
        { name: "fd_read", args: [0, 16, 2, 32] },
        { name: "fd_read", args: [0, 40, 1, 36] },
      ],
      {
        data: [
          { at: 16, bytes: words(100, 2, 110, 2) },
          { at: 40, bytes: words(120, 10) },
        ],
        dump: 140,
        request: { stdin: Buffer.from("payload"), ...request },
      },
    ).memory;

  it("has an empty stdin on a node", () => {
    const memory = readTwice({});
    expect([memory.readUInt32LE(32), memory.readUInt32LE(36)]).toEqual([0, 0]);
  });

  it("has the payload on stdin when it is inherited", () => {
    const memory = readTwice({ stdinMode: "inherit" });
    expect([memory.readUInt32LE(32), memory.readUInt32LE(36)]).toEqual([4, 3]);
    expect(textOf(memory.subarray(100, 102))).toBe("pa");
    expect(textOf(memory.subarray(110, 112))).toBe("yl");
    expect(textOf(memory.subarray(120, 123))).toBe("oad");
  });

  it("reports a stream as of unknown type, and for what it is open", () => {
    const { memory } = hostCalls(
      [
        { name: "fd_fdstat_get", args: [0, 0] },
        { name: "fd_fdstat_get", args: [1, 24] },
      ],
      { dump: 48 },
    );
    expect([memory.readUInt8(0), memory.readBigUInt64LE(8)]).toEqual([0, 2n]);
    expect([memory.readUInt8(24), memory.readBigUInt64LE(32)]).toEqual([0, 64n]);
  });

  it("closes, once", () => {
    const close = { name: "fd_close", args: [2] };
    const write = { name: "fd_write", args: [2, 0, 0, 0] };
    expect(hostCalls([close, close, write]).errnos).toEqual([SUCCESS, BADF, BADF]);
  });

  it("renumbers", () => {
    const calls = [
      { name: "fd_renumber", args: [1, 2] },
      { name: "fd_write", args: [2, 16, 1, 0] },
      { name: "fd_write", args: [1, 16, 1, 0] },
    ];
    const { outcome } = hostCalls(calls, {
      data: [
        { at: 0, bytes: "hi" },
        { at: 16, bytes: words(0, 2) },
      ],
    });
    // Descriptor 1 is gone, so that the guest's own dump goes nowhere.
    expect(textOf(outcome.stdout)).toBe("hi");
    expect(outcome.stderr).toHaveLength(0);
  });
});

describe("process", () => {
  it("gives its name, arguments and no environment", () => {
    const { memory } = hostCalls(
      [
        { name: "args_sizes_get", args: [0, 4] },
        { name: "environ_sizes_get", args: [8, 12] },
        { name: "args_get", args: [16, 100] },
        { name: "environ_get", args: [24, 200] },
      ],
      { dump: 256, request: { args: ["ä"], env: { TOPIC_ID: "7" } } },
    );
    // "test.wasm\0" is 10 bytes, "ä\0" 3; the environment is empty, as on a node.
    expect([0, 4, 8, 12].map((at) => memory.readUInt32LE(at))).toEqual([2, 13, 0, 0]);
    expect([16, 20, 24].map((at) => memory.readUInt32LE(at))).toEqual([100, 110, 0]);
    expect(textOf(memory.subarray(100, 113))).toBe("test.wasm\0ä\0");
  });

  const exit = (status: number) =>
    runWat(
      start(
        `(call $exit (i32.const ${status}))`,
        '(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))',
      ),
    );

  it("passes exit codes on, as the newest runtime does", () => {
    expect(exit(0)).toMatchObject({ exitCode: 0, failure: null });
    expect(exit(0).notes).toEqual([expect.stringContaining("255")]);
    expect(exit(65)).toMatchObject({ exitCode: 65, failure: { code: "WK435", exit: 1 } });
    expect(exit(125)).toMatchObject({ exitCode: 125 });
  });

  it("takes no exit codes out of WASI's range", () => {
    for (const status of [126, 255, -1])
      expect(exit(status)).toMatchObject({ exitCode: 255, failure: { code: "WK436" } });
  });

  it("reports on what a guest gave up", () => {
    const { outcome } = hostCalls(
      [
        { name: "fd_write", args: [2, 16, 1, 32] },
        { name: "proc_exit", args: [65] },
      ],
      {
        data: [
          { at: 40, bytes: "note\nthe payload is cut\n" },
          { at: 16, bytes: words(40, 24) },
        ],
      },
    );
    expect(outcome.failure?.message).toBe("The logic exited with code 65: the payload is cut");
  });

  it("traps on proc_raise", () => {
    const { outcome } = hostCalls([{ name: "proc_raise", args: [6] }]);
    expect(outcome).toMatchObject({ exitCode: 255, failure: { code: "WK433" } });
  });
});

describe("randomness", () => {
  const random = (seed: number) =>
    hostCalls([{ name: "random_get", args: [0, 33] }], { dump: 40, request: { seed } });

  it("is the same for the same seed, and other for another", () => {
    const { memory, outcome } = random(1);
    expect(random(1).memory).toEqual(memory);
    expect(random(2).memory).not.toEqual(memory);
    expect(memory.readUInt8(33)).toBe(0);
    expect(outcome.notes).toEqual([expect.stringContaining("randomness")]);
  });
});

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

describe("wild pointers", () => {
  const WILD: readonly [string, (number | bigint)[]][] = [
    ["fd_write", [1, 65_530, 1, 0]],
    ["fd_write", [1, -8, 1, 0]],
    ["fd_read", [0, 0, 0, 65_536]],
    ["random_get", [0, 70_000]],
    ["clock_time_get", [0, 0n, 65_532]],
    // Room for the first subscription or event only.
    ["poll_oneoff", [65_536 - 48, 0, 2, 0]],
    ["poll_oneoff", [0, 65_536 - 32, 2, 0]],
    ["args_sizes_get", [65_536, 0]],
    ["fd_write", [1, 0, -1, 0]],
  ];
  it.each(WILD)("%s traps as in wasmtime", (name, args) => {
    const { outcome } = hostCalls([{ name, args }]);
    expect(outcome).toMatchObject({ exitCode: 255, failure: { code: "WK443", exit: 1 } });
    expect(outcome.failure?.trace.length).toBeGreaterThan(0);
  });

  it("traps on a misaligned pointer", () => {
    const { outcome } = hostCalls([{ name: "clock_time_get", args: [0, 0n, 4] }]);
    expect(outcome).toMatchObject({ exitCode: 255, failure: { code: "WK444" } });
  });
});
