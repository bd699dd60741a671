// Reads decimal texts and prints their doubles' bits: 16 hexadecimal digits a line, "-" for text that is not a number.
// Input: the texts, each ended by a line break.
import { payloadLength, readPayload } from "@weightkit/sdk/assembly/host/payload";
import { STDOUT, write } from "@weightkit/sdk/assembly/host/wasi";
import { decimal, decimalValue } from "@weightkit/sdk/assembly/number/decimal";
import { Text } from "@weightkit/sdk/assembly/text/text";

const output = new Text(1 << 16);
let at = readPayload();
const end = at + payloadLength;
while (at < end) {
  let next = at;
  while (load<u8>(next) != 0x0a) next++;
  if (decimal(at) == next) {
    const bits = reinterpret<u64>(decimalValue);
    for (let shift = 60; shift >= 0; shift -= 4) {
      const digit = (<u32>(bits >> shift)) & 15;
      output.byte(digit < 10 ? 0x30 + digit : 0x57 + digit);
    }
  } else {
    output.byte(0x2d);
  }
  output.byte(0x0a);
  at = next + 1;
}
write(STDOUT, output.start, output.length);
