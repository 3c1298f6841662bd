//go:build race

package picture

import "testing"

// slowdown is how much longer decoding takes under the race detector.
const slowdown = 10

// oneIn is how many photographs one is taken of.
const oneIn = 5

// largeWork says that a test decodes for long or measures: build/test runs it in a step without the race detector.
func largeWork(t testing.TB) {
	t.Helper()
	t.Skip("SKIPPED under the race detector, where it takes ten times as long; without it, it runs")
}
