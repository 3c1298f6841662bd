//go:build race

package picture

// slowdown is how much longer decoding takes under the race detector.
const slowdown = 10
