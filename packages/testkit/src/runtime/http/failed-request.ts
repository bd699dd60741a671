const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "DNS knows no such host",
  EAI_AGAIN: "DNS does not answer: is there a network?",
  ECONNREFUSED: "the connection was refused: nothing listens there",
  ECONNRESET: "the server closed the connection before it answered",
  ETIMEDOUT: "the connection timed out",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
};

/** Why a request of `node:http` or `node:https` failed, in words, with the system's code. */
export function failedRequest(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code: unknown = Reflect.get(error, "code");
  if (typeof code !== "string") return error.message === "" ? "no answer" : error.message;
  const known = REASONS[code];
  if (known !== undefined) return `${known} (${code})`;
  const tls = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code);
  return tls ? `TLS failed: ${error.message} (${code})` : `${error.message} (${code})`;
}
