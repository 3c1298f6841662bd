package clock

import "time"

// began is when this process began, on the clock that nobody sets.
var began = time.Now()

// UntilBeat is how long it is until the process's next beat: whoever does something every so often waits for it, so
// that all of them wake the computer together and not each on its own.
func UntilBeat(every time.Duration) time.Duration { return every - time.Since(began)%every }
