// Prints all that a round holds, one fact a line, numbers as the bits of their doubles. `again` does so for another payload.
import { Round, Worker } from "@weightkit/sdk";
import { STDERR, write } from "@weightkit/sdk/assembly/host/wasi";
import { Text } from "@weightkit/sdk/assembly/text/text";

const output = new Text();

function line(what: string, round: Round, worker: Worker): Text {
  return output
    .string(what)
    .quoted(round.workers.nameAt(worker), round.workers.nameLength(worker))
    .byte(0x20);
}

function bits(value: f64): void {
  output.unsigned(reinterpret<u64>(value)).byte(0x0a);
}

export function again(): void {
  const round = Round.read();
  output.length = 0;
  output.string(round.isFirst ? "first\n" : "later\n");
  for (let worker = 0; worker < round.workers.count; worker++) {
    line("worker ", round, worker);
    if (round.weights.has(worker)) bits(round.weights.get(worker));
    else output.string("none\n");
  }
  for (let i = 0; i < round.length; i++) {
    const set = round.set(i);
    output.string("set ").unsigned(set.timestamp).byte(0x0a);
    for (let k = 0; k < set.length; k++) {
      line("inference ", round, set.worker(k));
      bits(set.value(k));
    }
    for (let k = 0; k < set.leftOutLength; k++)
      line("left-out ", round, set.leftOutWorker(k)).string("-\n");
  }
  write(STDERR, output.start, output.length);
}

again();
