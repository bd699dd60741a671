/** Upper bounds of the histogram's buckets, in seconds. */
const BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1] as const;

/** What the server has done, as Prometheus reads it. */
export class ServerMetrics {
  readonly #requests = new Map<string, number>();
  readonly #buckets = new Array<number>(BOUNDS.length + 1).fill(0);
  #seconds = 0;
  /** Requests under way. */
  inFlight = 0;

  /** @param path one of the server's own, or "other" @param seconds from the first line to the answer */
  count(path: string, status: number, seconds: number): void {
    const key = `path="${path}",status="${status}"`;
    this.#requests.set(key, (this.#requests.get(key) ?? 0) + 1);
    const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
    const at = bucket === -1 ? BOUNDS.length : bucket;
    this.#buckets[at] = (this.#buckets[at] ?? 0) + 1;
    this.#seconds += seconds;
  }

  /** Text format 0.0.4. @param connections open ones */
  text(connections: number): string {
    const { user, system } = process.cpuUsage();
    let sum = 0;
    const buckets = this.#buckets.map((count, i) => {
      sum += count;
      return `weightkit_request_seconds_bucket{le="${BOUNDS[i] ?? "+Inf"}"} ${sum}`;
    });
    return [
      ...head("weightkit_requests_total", "counter", "Requests that were answered."),
      ...[...this.#requests].map(([key, count]) => `weightkit_requests_total{${key}} ${count}`),
      ...head("weightkit_request_seconds", "histogram", "Time from a request's first line on."),
      ...buckets,
      `weightkit_request_seconds_sum ${this.#seconds}`,
      `weightkit_request_seconds_count ${sum}`,
      ...head("weightkit_requests_in_flight", "gauge", "Requests in progress."),
      `weightkit_requests_in_flight ${this.inFlight}`,
      ...head("weightkit_connections", "gauge", "Open connections."),
      `weightkit_connections ${connections}`,
      ...head("process_cpu_seconds_total", "counter", "Processor time of the server."),
      `process_cpu_seconds_total ${(user + system) / 1e6}`,
      ...head("process_resident_memory_bytes", "gauge", "Memory of the server."),
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      "",
    ].join("\n");
  }
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}
