//go:build race

package exchange

// RaceDetector says that memory and time are many times what they are without it.
const RaceDetector = true

// A passphrase would take ten seconds to try.
func init() { workFactor = 10 }
