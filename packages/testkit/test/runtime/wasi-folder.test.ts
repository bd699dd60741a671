import { describe, expect, it } from "vitest";
import { errnoOf, hostCalls } from "../support/host-call.js";

/** From the witx of WASI preview 1. */
const [SUCCESS, BADF, NAMETOOLONG] = [0, 8, 37];
const [NOENT, NOTDIR, ROFS] = [44, 54, 69];

describe("the preopened folder", () => {
  it("has one preopened folder, which is called /", () => {
    for (const fd of [0, 1, 2, 4]) expect(errnoOf("fd_prestat_get", fd, 0)).toBe(BADF);
    const { errnos, memory } = hostCalls(
      [
        { name: "fd_prestat_get", args: [3, 0] },
        { name: "fd_prestat_dir_name", args: [3, 8, 1] },
        { name: "fd_prestat_dir_name", args: [3, 8, 0] },
      ],
      { data: [{ at: 0, bytes: "zzzzzzzzzz" }], dump: 10 },
    );
    expect(errnos).toEqual([SUCCESS, SUCCESS, NAMETOOLONG]);
    expect([...memory]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0x2f, 0x7a]);
  });

  it("finds nothing in it, and writes nothing to it", () => {
    const data = [{ at: 0, bytes: "a.b" }];
    const { errnos, outcome } = hostCalls(
      [
        { name: "path_open", args: [3, 0, 0, 3, 0, 2n, 0n, 0, 100] },
        { name: "path_open", args: [3, 0, 0, 3, 1, 64n, 0n, 0, 100] },
        { name: "path_create_directory", args: [3, 0, 3] },
        { name: "path_symlink", args: [0, 3, 3, 0, 3] },
        { name: "path_unlink_file", args: [3, 0, 3] },
        { name: "path_filestat_get", args: [3, 0, 0, 3, 200] },
        { name: "path_filestat_get", args: [3, 0, 2, 0, 200] },
        { name: "fd_readdir", args: [3, 300, 100, 0n, 400] },
        { name: "path_open", args: [1, 0, 0, 3, 0, 2n, 0n, 0, 100] },
      ],
      { data },
    );
    expect(errnos).toEqual([NOENT, ROFS, ROFS, ROFS, NOENT, NOENT, SUCCESS, SUCCESS, NOTDIR]);
    expect(outcome.notes).toEqual([expect.stringContaining("tried to write a file")]);
  });
});
