package backendtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Torture says that tests of faults run long. They run short in `make test` and long in `make torture`, which sets
// NORTHBOARD_TORTURE to how long: 1 is all of it, 0.1 a tenth of the way from short.
var Torture = os.Getenv("NORTHBOARD_TORTURE") != ""

// Tortured picks an amount of work.
func Tortured[T ~int | ~int64 | ~float64](short, long T) T {
	if !Torture {
		return short
	}
	part, err := strconv.ParseFloat(os.Getenv("NORTHBOARD_TORTURE"), 64)
	if err != nil || part <= 0 || part > 1 {
		part = 1
	}
	return short + T(part*float64(long-short))
}

// Seed gives chance a number that is printed; NORTHBOARD_SEED repeats a run.
func Seed(t testing.TB) uint64 {
	t.Helper()
	seed := rand.Uint64()
	if said := os.Getenv("NORTHBOARD_SEED"); said != "" {
		var err error
		if seed, err = strconv.ParseUint(said, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("NORTHBOARD_SEED=%d", seed)
	return seed
}

// Figures says in one line what a test of faults did, and keeps it where `make torture` collects it: one JSON object a
// line in the file that NORTHBOARD_FIGURES names.
func Figures(t testing.TB, what string, counts map[string]int) {
	t.Helper()
	parts := []string{}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%d %s", counts[name], name))
	}
	t.Logf("figures: %s: %s", what, strings.Join(parts, ", "))
	path := os.Getenv("NORTHBOARD_FIGURES")
	if path == "" {
		return
	}
	line, err := json.Marshal(struct {
		What   string         `json:"what"`
		Counts map[string]int `json:"counts"`
	}{what, counts})
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Clean(path), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(append(line, '\n')); err != nil {
		t.Fatal(err)
	}
}
