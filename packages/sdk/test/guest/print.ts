// Prints numbers given by their doubles' bits (8 bytes each, little-endian) as text, one a line.
import { payloadLength, readPayload } from "@weightkit/sdk/assembly/host/payload";
import { STDOUT, write } from "@weightkit/sdk/assembly/host/wasi";
import { writeNumber } from "@weightkit/sdk/assembly/number/shortest";
import { Text } from "@weightkit/sdk/assembly/text/text";

const output = new Text(1 << 16);
let at = readPayload();
const end = at + payloadLength;
for (; at < end; at += 8) writeNumber(output, load<f64>(at)).byte(0x0a);
write(STDOUT, output.start, output.length);
