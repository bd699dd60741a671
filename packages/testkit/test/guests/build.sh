#!/usr/bin/env bash
# Builds the C guests of the tests; the .wasm files are checked in, so that tests need no C compiler.
# Debian: apt-get install clang lld wasi-libc libclang-rt-dev-wasm32
set -euo pipefail
cd "$(dirname "$0")"
for source in *.c; do
  clang --target=wasm32-wasi -std=c17 -Wall -Wextra -Werror -O2 -Wl,--strip-debug \
    -o "${source%.c}.wasm" "$source"
done
