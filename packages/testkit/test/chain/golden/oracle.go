// Answers go.json's cases anew: `go run oracle.go < go.json > again.json`. Not run by the tests, which need no Go.
package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"math"
	"os"
	"strconv"
)

type cases struct {
	Note    string      `json:"note"`
	Floats  [][2]string `json:"floats"`
	Outputs [][2]string `json:"outputs"`
	Strings [][2]string `json:"strings"`
}

func float(text string) string {
	value, err := strconv.ParseFloat(text, 64)
	if errors.Is(err, strconv.ErrRange) {
		return "range"
	} else if err != nil {
		return "syntax"
	}
	return strconv.FormatUint(math.Float64bits(value), 16)
}

func output(stdout string) string {
	if !json.Valid([]byte(stdout)) {
		return "invalid"
	}
	var info struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal([]byte(stdout), &info); err != nil || info.Type != "weights" {
		return "other"
	}
	var all struct {
		Type    string            `json:"type"`
		Weights map[string]string `json:"weights"`
	}
	if err := json.Unmarshal([]byte(stdout), &all); err != nil {
		return "mismatch"
	}
	if all.Weights == nil {
		return "none"
	}
	text, _ := json.Marshal(all.Weights)
	return string(text)
}

func main() {
	var all cases
	if err := json.NewDecoder(os.Stdin).Decode(&all); err != nil {
		panic(err)
	}
	for i := range all.Floats {
		all.Floats[i][1] = float(all.Floats[i][0])
	}
	for i := range all.Outputs {
		all.Outputs[i][1] = output(all.Outputs[i][0])
	}
	for i := range all.Strings {
		bytes, _ := base64.StdEncoding.DecodeString(all.Strings[i][0])
		text, _ := json.Marshal(string(bytes))
		all.Strings[i][1] = string(text)
	}
	text, _ := json.MarshalIndent(all, "", " ")
	os.Stdout.Write(text)
}
