/** WASI preview 1 error numbers that the host answers. */
export const Errno = {
  success: 0,
  badf: 8,
  inval: 28,
  notsup: 58,
  spipe: 70,
} as const;
