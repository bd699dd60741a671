import type { Heartbeat } from "../runtime/engine.js";

/** What a job may do beside its work. */
export interface JobContext<Message> {
  /** To be given to `Engine.prepare`: shows the watchdog when a run begins and ends. */
  readonly heartbeat: Heartbeat;
  /** Streams a structured-clonable message back, in order, before the result. */
  send(message: Message): void;
}

/** A job is a function that a module exports; it runs in a thread of its own. */
export type Job<Input, Message, Result> = (
  input: Input,
  context: JobContext<Message>,
) => Result | Promise<Result>;

/** Where a job is, with its types. Input, messages and result must be structured-clonable. */
export interface JobReference<Input, Message, Result> {
  /** URL of the module, or its name as in an import of a package (which also works from a bundle). */
  readonly module: string;
  /** Name of the exported function. */
  readonly name: string;
  /** Never there: carries the types. */
  readonly job?: Job<Input, Message, Result>;
}
