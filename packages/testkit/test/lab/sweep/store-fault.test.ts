import { expect, test } from "vitest";
import { ExitCode } from "../../../src/errors/exit-code.js";
import { storeFault } from "../../../src/lab/sweep/store-fault.js";

const systemError = (code: string, text: string): Error =>
  Object.assign(new Error(`${code}: ${text}, open '/store/ab/cell.json'`), { code });

test.each([
  ["ENOSPC", "no space left on device"],
  ["EDQUOT", "disk quota exceeded"],
  ["ESTALE", "stale file handle"],
])("%s passes: the shard may be run again", (code, text) => {
  const error = storeFault("/store/ab/cell.json", systemError(code, text));
  expect(error).toMatchObject({ code: "WK668", exit: ExitCode.output });
  expect(error.message).toBe(`Cannot write /store/ab/cell.json: ${code}: ${text}`);
});

test.each(["EACCES", "ENOTDIR", "EROFS", "EEXIST"])("%s stays", (code) => {
  expect(storeFault("/store", systemError(code, "x"))).toMatchObject({
    code: "WK667",
    exit: ExitCode.usage,
  });
});
