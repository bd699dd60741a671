/** Shows the watchdog in another thread when each run of a job begins and ends, so that one that hangs is seen. */
export interface Heartbeat {
  /** @param what Preparing may take longer than a run may. */
  begin(what?: "preparation"): void;
  end(): void;
}

/** What a job is given besides its input. */
export interface JobContext<Message, Kept = undefined> {
  /** What went to this thread once for all jobs that have it; the same object for each of them. */
  readonly kept: Kept;
  /** To be called around each run. `begin` throws when the job is not wanted any more. */
  readonly heartbeat: Heartbeat;
  /** Streams a structured-clonable message back, in order, before the result. */
  send(message: Message): void;
}

/** A job is a function that a module exports; it runs in a separate thread. */
export type Job<Input, Message, Result, Kept = undefined> = (
  input: Input,
  context: JobContext<Message, Kept>,
) => Result | Promise<Result>;

/** Where a job is, with its types. Input, messages, result and what is kept must be structured-clonable. */
export interface JobReference<Input, Message, Result, Kept = undefined> {
  /** URL of the module, or its name as in an import of a package (which also works from a bundle). */
  readonly module: string;
  /** Name of the exported function. */
  readonly name: string;
  /** Never set: it only carries the types. */
  readonly job?: Job<Input, Message, Result, Kept>;
}
