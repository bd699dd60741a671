// The toolchains of other languages that some documents and tests use, in the version that wrote what they print.
//
//   <!-- needs: NAME -->  a document with this line is left as it was recorded where the toolchain is absent
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * @typedef {object} Toolchain
 * @property {string} how where it comes from
 * @property {() => boolean} isThere
 */

/** @type {Readonly<Record<string, Toolchain>>} */
export const TOOLCHAINS = {
  rust: {
    how: "Rust 1.95.0 with wasm32-wasip1 (rustup toolchain install 1.95.0 --target wasm32-wasip1)",
    isThere: () => {
      const asked = ["+1.95.0", "--print", "target-libdir", "--target", "wasm32-wasip1"];
      const folder = printed("rustc", asked).trim();
      return folder !== "" && existsSync(folder);
    },
  },
  go: {
    how: "Go 1.26.8",
    isThere: () => printed("go", ["version"]).includes(" go1.26.8 "),
  },
  c: {
    how: "Debian 12's clang 14 (apt-get install clang lld wasi-libc libclang-rt-dev-wasm32)",
    isThere: () =>
      printed("clang", ["--version"]).startsWith("Debian clang version 14.0.6") &&
      printed("wasm-ld", ["--version"]).includes("LLD 14.") &&
      existsSync("/usr/lib/wasm32-wasi/libc.a") &&
      existsSync("/usr/lib/llvm-14/lib/clang/14.0.6/lib/wasi/libclang_rt.builtins-wasm32.a"),
  },
};

/**
 * How to get the first toolchain that a document needs and that is not here; null when all are.
 * @param {string} markdown
 */
export function missingToolchain(markdown) {
  for (const [line, name = ""] of markdown.matchAll(/^<!-- needs: (\S+) -->$/gm)) {
    const toolchain = TOOLCHAINS[name];
    if (toolchain === undefined) throw new Error(`no toolchain is called so: ${line}`);
    if (!toolchain.isThere()) return toolchain.how;
  }
  return null;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function printed(command, args) {
  const env = { ...process.env, GOTOOLCHAIN: "local" };
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", env });
  return status === 0 ? stdout : "";
}
