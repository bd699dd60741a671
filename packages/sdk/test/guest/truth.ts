// Prints the truth for each set, newest first, as a source that the environment variable "TOPIC_ID" names gives it.
import { Round, Truth, environment, formatNumber, log } from "@weightkit/sdk";

const url = "https://data.example/{timestamp}?again={timestamp}";
const topic = environment("TOPIC_ID");
const round = topic == "told" ? Round.readSeed() : Round.read();
let truth: Truth = Truth.http(url, topic);
if (topic == "told") truth = Truth.fromPayload();
else if (topic == "median") truth = Truth.median();
else if (topic == "trimmed") truth = Truth.trimmedMean(0.25);
else if (topic == "weighted") truth = Truth.weightedMean(round.weights);
else if (topic == "request")
  truth = Truth.request(url, "/v")
    .header("accept", 'application/"json"')
    .headerFromEnvironment("authorization", "KEY", "Bearer ")
    .retries(2)
    .timeout(5);

for (let i = 0; i < round.length; i++) {
  const set = round.set(i);
  log(truth.isKnown(set) ? formatNumber(truth.of(set)) : "unknown");
}
const latest = round.latestWithTruth(truth);
log(latest.exists ? "latest " + latest.timestamp.toString() : "none");
