import { read, print } from "./io";
// The head node wants every weight as a text.
const payload = read();
print('{"type":"weights","weights":{');
for (let i = 0; i < payload.workers.length; i++)
  print(`${i ? "," : ""}"${payload.workers[i].worker}":0.5`);
print("}}");
