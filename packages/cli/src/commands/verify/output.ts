import type { Verified } from "../../package/verify.js";
import type { Colors } from "../../ui/ui.js";

/** What was checked, and the package's hashes. */
export function verifiedText(
  { name, rebuilt, functionId, wasmSha256 }: Verified,
  colors: Colors,
): string {
  const result = rebuilt
    ? "matches its sources, byte for byte"
    : "is consistent (its sources were not built)";
  return [
    `${colors.green(name)} ${result}`,
    `  function id ${functionId}`,
    `  WASM SHA-256 ${wasmSha256}`,
  ].join("\n");
}
