/** bls-runtime's exit codes besides those of traps (see trap-kind.ts); protocol section 6. */
export const EXIT_OUT_OF_FUEL = 1;
export const EXIT_TIME = 15;
/** What a Rust process exits with after a panic: a module that does not link or instantiate, a host function's own bug. */
export const EXIT_PANIC = 101;
/** Whatever has no separate code. */
export const EXIT_UNKNOWN = 255;
