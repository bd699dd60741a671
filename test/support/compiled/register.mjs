// `node --import` this: the CLI's compiler then is the one with a store (asc.mjs).
import * as module from "node:module";
import { isMainThread } from "node:worker_threads";
import { resolve } from "./hooks.mjs";

// Threads that replay compile nothing, and hooks cost each of them its start.
if (isMainThread) {
  // Node 22.15 has hooks that run in the same thread.
  if (module.registerHooks === undefined) module.register("./hooks.mjs", import.meta.url);
  else module.registerHooks({ resolve });
}
