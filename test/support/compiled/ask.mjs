#!/usr/bin/env node
// `weightkit` in tests: has serve.mjs run this command line, and prints what it prints.
import { connect } from "node:net";
import { createInterface } from "node:readline";

const { WEIGHTKIT_SERVED_AT: address = "", ...env } = process.env;
const socket = connect(address);
// Until the command has ended with an exit code, it has failed.
process.exitCode = 1;
socket.write(`${JSON.stringify({ argv: process.argv.slice(2), cwd: process.cwd(), env })}\n`);
createInterface({ input: socket }).on("line", (line) => {
  const { stream, data, code } = JSON.parse(line);
  if (code === undefined) process[stream].write(Buffer.from(data, "base64"));
  else process.exitCode = code;
});
