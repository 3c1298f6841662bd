//go:build !race

package picture

// slowdown is how much longer decoding takes than a person would wait.
const slowdown = 1
