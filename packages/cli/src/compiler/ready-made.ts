import { join } from "node:path";
import { throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import { linkFaults } from "@weightkit/testkit/internal/runtime/host/check-imports";
import { DEFAULT_RUNTIME } from "@weightkit/testkit/internal/runtime/versions";
import { inspectWasm } from "@weightkit/testkit/internal/wasm/inspect";
import { readBytes, shownPath } from "../files/read.js";
import { sha256, type Reads } from "./source-host.js";

/**
 * What another toolchain has built, in place of a compile: the bytes as they are, checked as a node would.
 * @param wasm path inside the project's folder
 * @throws WeightkitError WK111, WK117, WK40x, WK42x
 */
export function readyMade(
  directory: string,
  wasm: string,
  cwd: string,
): { readonly wasm: Uint8Array; readonly reads: Reads } {
  const path = join(directory, wasm);
  const bytes = readBytes(path, "the WASM that the project names,", shownPath(path, cwd));
  throwFaults(linkFaults(inspectWasm(bytes), DEFAULT_RUNTIME));
  return { wasm: bytes, reads: new Map([[path, sha256(bytes)]]) };
}
