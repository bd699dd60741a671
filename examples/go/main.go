// Weight logic in Go: whoever is close to the newest set's median gets more weight.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"unsafe"
)

const (
	// Largest payload that is read. A shorter buffer than the payload crashes the node's runtime.
	largest = 4 << 20
	// Part of the new weight that comes from the newest set.
	freshPart = 0.3
	// What the chain stores for a weight of 1.
	one = 100_000
)

//go:wasmimport blockless_memory memory_read
func memoryRead(buffer unsafe.Pointer, length uint32, size unsafe.Pointer) uint32

// All numbers of the payload are texts.
type payload struct {
	Inferences []struct {
		Timestamp  string
		Inferences []struct{ Worker, Inference string }
	}
	LatestWeights map[string]string `json:"latest_weights"`
}

func readPayload() (payload, error) {
	buffer := make([]byte, largest)
	var size uint32
	if code := memoryRead(unsafe.Pointer(&buffer[0]), largest, unsafe.Pointer(&size)); code != 0 {
		return payload{}, fmt.Errorf("the payload cannot be read: errno %d", code)
	}
	var read payload
	return read, json.Unmarshal(buffer[:size], &read)
}

// number reads a finite number; whatever else the text is counts as none.
func number(text string) (float64, bool) {
	value, err := strconv.ParseFloat(text, 64)
	return value, err == nil && !math.IsNaN(value) && !math.IsInf(value, 0)
}

// newest is the newest set's values by worker; a worker whose value is not a number is left out.
func newest(read payload) map[string]float64 {
	values := map[string]float64{}
	latest := math.Inf(-1)
	for _, set := range read.Inferences {
		time, _ := number(set.Timestamp)
		if time < latest {
			continue
		}
		latest = time
		clear(values)
		for _, one := range set.Inferences {
			if value, ok := number(one.Inference); ok {
				values[one.Worker] = value
			}
		}
	}
	return values
}

func median(values map[string]float64) float64 {
	sorted := make([]float64, 0, len(values))
	for _, value := range values {
		sorted = append(sorted, value)
	}
	slices.Sort(sorted)
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}

func main() {
	read, err := readPayload()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(65)
	}
	values := newest(read)
	// Go's maps have another order in every run, and nodes must print the same text.
	workers := make([]string, 0, len(values))
	for worker := range values {
		workers = append(workers, worker)
	}
	slices.Sort(workers)
	weights := make([]string, 0, len(values))
	if len(values) > 0 {
		middle := median(values)
		total := 0.0
		for _, worker := range workers {
			total += math.Abs(values[worker] - middle)
		}
		mean := total / float64(len(values))
		for _, worker := range workers {
			fresh := 1.0
			if mean > 0 {
				fresh = 1 / (1 + math.Abs(values[worker]-middle)/mean)
			}
			stored, _ := number(read.LatestWeights[worker])
			weight := fresh
			if old := stored / one; old > 0 {
				weight = old + freshPart*(fresh-old)
			}
			name, _ := json.Marshal(worker)
			weights = append(weights, fmt.Sprintf("%s:\"%.6f\"", name, weight))
		}
	}
	fmt.Printf("{\"type\":\"weights\",\"weights\":{%s}}\n", strings.Join(weights, ","))
}
