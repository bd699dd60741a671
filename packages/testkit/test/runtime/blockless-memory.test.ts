import { describe, expect, it } from "vitest";
import { errnoOf, hostCalls } from "../support/host-call.js";
import { textOf } from "../support/run.js";

// Numbers and rules from protocol section 6: 0 success, 1 invalid handle, 2 runtime error, 3 invalid parameter.
describe("blockless_memory", () => {
  const read = (stdin: string, length: number, at = 0) =>
    hostCalls([{ name: "memory_read", args: [at, length, 32_000] }], {
      request: { stdin: Buffer.from(stdin) },
      dump: 32_004,
    });

  it("copies the whole of stdin and stores its length", () => {
    const { errnos, memory } = read("hello", 1024);
    expect(errnos).toEqual([0]);
    expect(textOf(memory.subarray(0, 5))).toBe("hello");
    expect(memory.readUInt32LE(32_000)).toBe(5);
  });

  it("always copies from the start", () => {
    const call = { name: "memory_read", args: [0, 5, 32_000] };
    const { memory } = hostCalls([call, { ...call, args: [100, 5, 32_000] }], {
      request: { stdin: Buffer.from("hello") },
      dump: 200,
    });
    expect(textOf(memory.subarray(100, 105))).toBe("hello");
  });

  it("stores 0 for an empty stdin", () => {
    const { errnos, memory } = read("", 10);
    expect([errnos[0], memory.readUInt32LE(32_000)]).toEqual([0, 0]);
  });

  it("takes a buffer that just fits, and crashes on one byte less", () => {
    expect(read("x".repeat(5120), 5120).errnos).toEqual([0]);
    const { outcome } = read("x".repeat(5120), 1024);
    // 101 is what a Rust process exits with after a panic.
    expect(outcome).toMatchObject({
      exitCode: 101,
      failure: {
        code: "WK437",
        message:
          "stdin is 5,120 bytes, but your buffer is 1,024: bls-runtime crashes here (memory_read)",
      },
    });
    expect(read("x".repeat(5120), 5119).outcome.exitCode).toBe(101);
  });

  it("answers invalid parameter for a buffer of no length, runtime error for one outside of memory", () => {
    expect(read("hello", 0).errnos).toEqual([3]);
    expect(read("hello", 100, 65_534).errnos).toEqual([2]);
    expect(errnoOf("env_var_read", 0, 0, 8)).toBe(3);
    expect(errnoOf("env_var_read", 65_535, 100, 8)).toBe(2);
  });

  const variables = (env: Record<string, string>) => {
    const { memory } = hostCalls([{ name: "env_var_read", args: [0, 1000, 1000] }], {
      request: { env },
      dump: 1004,
    });
    return textOf(memory.subarray(0, memory.readUInt32LE(1000)));
  };

  it("gives the variables that BLS_LIST_VARS names, unescaped", () => {
    expect(variables({ BLS_LIST_VARS: "A;B;C", A: "1", C: 'say "x"', D: "hidden" })).toBe(
      '{"A": "1","B": "","C": "say "x""}',
    );
  });

  it("gives all variables when none are named, as a node names all of a request's", () => {
    expect(variables({ TOPIC_ID: "1", B: "2" })).toBe('{"TOPIC_ID": "1","B": "2"}');
    // Rust splits an empty list into one empty name.
    expect(variables({})).toBe('{"": ""}');
  });

  it("crashes on a list longer than the buffer", () => {
    const { outcome } = hostCalls([{ name: "env_var_read", args: [0, 7, 1000] }]);
    expect(outcome).toMatchObject({ exitCode: 101, failure: { code: "WK437" } });
  });
});

describe("refused extensions", () => {
  // Numbers from the enumerations in bls-runtime's witx files.
  it.each([
    ["cgi_open", 2, [0, 0, 0]],
    ["cgi_list_exec", 2, [0]],
    ["ipfs_command", 9, [0, 0, 0, 0]],
    ["bucket_command", 12, [0, 0, 0, 0]],
    ["tcp_connect", 2, [0, 0, 0]],
    ["create_tcp_bind_socket", 2, [0, 0, 0]],
    ["blockless_open", 76, [0, 0, 0, 0, 0]],
  ])("%s answers %d and is noted", (name, errno, args) => {
    const { errnos, outcome } = hostCalls([{ name, args }]);
    expect(errnos).toEqual([errno]);
    expect(outcome.failure).toBeNull();
    expect(outcome.notes).toEqual([expect.stringContaining(name)]);
  });
});
