package clock

import (
	"testing"
	"time"
)

func TestUntilBeat(t *testing.T) {
	for range 1000 {
		short, long := UntilBeat(time.Second), UntilBeat(15*time.Second)
		if short <= 0 || short > time.Second || long <= 0 || long > 15*time.Second {
			t.Fatalf("%v and %v to wait", short, long)
		}
		// Every fifteenth short beat is a long one.
		if rest := (long - short) % time.Second; rest > time.Millisecond && rest < time.Second-time.Millisecond {
			t.Fatalf("the beats are %v apart", rest)
		}
	}
}
