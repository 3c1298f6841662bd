//go:build !race

package picture

import "testing"

// slowdown is how much longer decoding takes than a person would wait.
const slowdown = 1

// oneIn is how many photographs one is taken of.
const oneIn = 1

// largeWork says that a test decodes for long or measures: build/test runs it in a step without the race detector.
func largeWork(testing.TB) {}
