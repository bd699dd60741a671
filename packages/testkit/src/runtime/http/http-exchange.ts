export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface HttpResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Answers one request, as known at `blockTime` (UNIX seconds); null when there is nobody to answer it. */
export type HttpAnswerer = (request: HttpRequest, blockTime: number) => HttpResponse | null;

/** What a run asked and got. `response` is null when nothing answered; `refused` when no permission allowed it. */
export interface HttpExchange {
  readonly request: HttpRequest;
  readonly response: HttpResponse | null;
  readonly refused: boolean;
}
