/** Error numbers of `blockless_http` (bls-runtime's blockless_http.witx). */
export const HttpError = {
  success: 0,
  invalidHandle: 1,
  memoryAccess: 2,
  bufferTooSmall: 3,
  headerNotFound: 4,
  utf8: 5,
  destinationNotAllowed: 6,
  invalidMethod: 7,
  invalidEncoding: 8,
  invalidUrl: 9,
  requestError: 10,
  runtimeError: 11,
  tooManySessions: 12,
  invalidDriver: 13,
  permissionDenied: 14,
  headersValidation: 15,
} as const;
