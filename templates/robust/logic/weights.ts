// Trusts workers by their skill, but only as far as the evidence goes: without any, all count the same.
import { Round, Truth } from "@weightkit/sdk";
import { Trust } from "./trust";

const round = Round.read();
const truth = Truth.http("https://data.example/traffic/{timestamp}", "/delay");
const trust = new Trust(round);

// Every set of the window whose truth is known, the oldest first.
for (let i = round.length - 1; i >= 0; i--) {
  const set = round.set(i);
  if (truth.isKnown(set)) trust.learn(set, truth.of(set));
}

if (trust.hasLearnt) trust.weights().commit();
else round.weights.commit();
