// What a window's ages, attendance and naive error are: numbers as the bits of their doubles, one fact a line. The truth of a set is its
// timestamp's minute, unknown in every fourth.
import { Age, attendance, InferenceSet, log, naiveError, Round, Truth } from "@weightkit/sdk";
import { Text } from "@weightkit/sdk/assembly/text/text";
import { STDERR, write } from "@weightkit/sdk/assembly/host/wasi";

class Minute extends Truth {
  protected find(set: InferenceSet): f64 {
    const minute = <f64>((set.timestamp / 60) % 60);
    return minute % 4 == 3 ? NaN : minute;
  }
}

function report(fact: string, value: f64): void {
  const line = new Text().string(fact).byte(0x20).unsigned(reinterpret<u64>(value)).byte(0x0a);
  write(STDERR, line.start, line.length);
}

const round = Round.read();
for (let i = 0; i < round.length; i++) {
  report("seconds", Age.seconds(round, round.set(i)));
  report("halving", Age.halving(round, round.set(i), 120));
  report("fading", Age.fading(round, round.set(i), 240));
}
const came = attendance(round);
for (let worker = 0; worker < round.workers.count; worker++) {
  if (came.has(worker)) report("attendance", came.get(worker));
  else log("attendance none");
}
report("naive", naiveError(round, new Minute()));
