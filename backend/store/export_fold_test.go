package store

import "testing"

// KeepSteps is how many steps of the person are never folded.
var KeepSteps = keepSteps

// SetKeepSteps changes that for a test.
func SetKeepSteps(t testing.TB, n int) {
	was := keepSteps
	keepSteps = n
	t.Cleanup(func() { keepSteps = was })
}

// SetScourWait changes how long a Scour waits for readers.
func SetScourWait(t testing.TB, milliseconds int) {
	was := scourWait
	scourWait = milliseconds
	t.Cleanup(func() { scourWait = was })
}
