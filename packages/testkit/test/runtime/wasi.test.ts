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
const [SUCCESS, BADF, SPIPE] = [0, 8, 70];

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
