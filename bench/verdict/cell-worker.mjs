// Measures pieces of cells in a thread.
import { parentPort } from "node:worker_threads";
import { CELLS, measure } from "./cells.mjs";

parentPort.on("message", ({ cell, from, to }) => {
  void measure(CELLS[cell], from, to).then((counts) => parentPort.postMessage({ cell, counts }));
});
