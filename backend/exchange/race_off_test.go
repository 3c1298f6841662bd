//go:build !race

package exchange

// RaceDetector says that memory and time are what they are for a person.
const RaceDetector = false
