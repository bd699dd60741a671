// Reads the answer of a URL into classes and prints what it holds.
import { JSON } from "json-as";
import { Http, Round, formatNumber, log } from "@weightkit/sdk";
import { parseJson } from "@weightkit/sdk/json";


@json
class Reading {
  name: string = "";
  value: f64 = 0;
}


@json
class Answer {
  readings: Reading[] = [];
  tags: string[] = [];
}

Round.read();
const url = "https://data.example/readings";
const answer = parseJson<Answer>(Http.get(url), url);
for (let i = 0; i < answer.readings.length; i++) {
  log(answer.readings[i].name + " " + formatNumber(answer.readings[i].value));
}
for (let i = 0; i < answer.tags.length; i++) log(answer.tags[i]);
