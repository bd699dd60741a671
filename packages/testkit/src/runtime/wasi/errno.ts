/** WASI preview 1 error numbers that the host answers. */
export const Errno = {
  success: 0,
  badf: 8,
  fault: 21,
  inval: 28,
  nametoolong: 37,
  noent: 44,
  notdir: 54,
  notsup: 58,
  rofs: 69,
  spipe: 70,
} as const;
