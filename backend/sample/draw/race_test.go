//go:build race

package draw

const underRace = true
