import { textOfUtf8 } from "../../numbers/bytes.js";
/** Bytes at the end of stderr that are looked through. */
const TAIL = 16_384;
/** Characters of a line that are looked at: a guest may write what takes patterns long to try. */
const MAX_LINE = 1000;

/** Lines with which compilers' runtimes begin to report why a program ends. */
const HEADERS: readonly RegExp[] = [
  // Rust: the message follows on the next line (since 1.73), or stands on this one.
  /^thread '.*?'(?: \(\d+\))? (panicked at .+)$/,
  // Go and TinyGo; indented where a function that had recovered panics again.
  /^\t?((?:panic|fatal error): .+)$/,
  // C's assert, as wasi-libc and as glibc write it.
  /^(Assertion failed: .+)$/,
  /^(?:\S+: )?(\S+:\d+: .*Assertion `.+' failed\.)$/,
  // Zig.
  /^thread \d+ (panic: .+)$/,
  // C++.
  /^(?:libc\+\+abi: )?(terminating due to .+)$/,
];

/** Lines that have nothing about the cause. */
const ASIDE =
  /^(note: |stack backtrace:|Unable to dump stack trace|\s+\d+: |\s+at |goroutine \d|\[signal |exit status )/;

/**
 * Why a guest gave up, in its own words: the message of the last panic on its stderr, or else the last line, where SDKs write it;
 * null when it wrote nothing.
 */
export function lastWords(stderr: Uint8Array): string | null {
  const text = textOfUtf8(stderr.subarray(-TAIL));
  const lines = text.split(/\r?\n/).map((line) => line.slice(0, MAX_LINE));
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    for (const header of HEADERS) {
      const found = header.exec(lines[i] ?? "")?.[1];
      if (found !== undefined) return withMessage(found, lines[i + 1] ?? "");
    }
  }
  const last = lines.findLast((line) => line.trim() !== "" && !ASIDE.test(line));
  return last?.trim() ?? null;
}

/** A header that ends with its place and a colon has its message on the line after it. */
function withMessage(header: string, next: string): string {
  if (!/:\d+:\d+:$/.test(header)) return header.trim();
  return next.trim() === "" ? header.slice(0, -1) : `${header} ${next.trim()}`;
}
