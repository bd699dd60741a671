export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Milliseconds that the logic gives the connection and the whole answer; left out where it gives none. */
  readonly timeouts?: { readonly connect?: number; readonly read?: number };
}

export interface HttpResponse {
  readonly status: number;
  /** Header names in lower case; of those that come more than once the first. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What an answerer that asks others must know of the run that asks. */
export interface Asking {
  /** URL prefixes that the run may ask, redirects included. */
  readonly permissions: readonly string[];
  /** Gets why there is no answer. */
  readonly failed: (why: string) => void;
}

/** Answers one request, as known at `blockTime` (UNIX seconds); null when there is nobody to answer it. */
export type HttpAnswerer = (
  request: HttpRequest,
  blockTime: number,
  asking?: Asking,
) => HttpResponse | null;

/** What a run asked and got. `response` is null when nothing answered; `refused` when no permission allowed it. */
export interface HttpExchange {
  readonly request: HttpRequest;
  readonly response: HttpResponse | null;
  readonly refused: boolean;
  /** Why nothing answered, where that is known. */
  readonly why?: string;
}
