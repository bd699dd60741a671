import { ADVERSARIES } from "../adversaries.js";
import { answers, half, joinedBy, knownBefore, leaderBefore, medianOfOthers } from "../moves.js";

/** What an adversary of an author may import besides types: what those here are made of, and those here. */
export const ADVERSARY_TOOLS = {
  ...{ answers, joinedBy, medianOfOthers, knownBefore, leaderBefore, half, ADVERSARIES },
};
