// Fails in the author's own way, after a line on stderr. The round's length chooses how.
import { Round, formatNumber, log, parseNumber } from "@weightkit/sdk";

const round = Round.read();
log("é漢😀 " + formatNumber(parseNumber("0.1")) + " " + formatNumber(parseNumber("1abc")));
if (round.length == 1) throw new Error("my own message");
if (round.length == 2) assert(round.isFirst == false, "my assertion");
if (round.length == 3) round.set(9);
