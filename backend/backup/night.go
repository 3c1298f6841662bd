package backup

import (
	"context"
	"errors"
	"time"
)

// The night's backup is due from nightHour on, and made whenever a process looks next: a laptop sleeps at three.
const (
	nightHour = 3
	lookEvery = 10 * time.Minute
	// settleFirst leaves a program that has just started to the person who started it.
	settleFirst = time.Minute
	// restAfterFailure is how long a disk that is full or away is left alone.
	restAfterFailure = time.Hour
)

// lastNight gives the last time that a backup should have been made.
func lastNight(now time.Time) time.Time {
	night := time.Date(now.Year(), now.Month(), now.Day(), nightHour, 0, 0, 0, now.Location())
	if night.After(now) {
		night = time.Date(now.Year(), now.Month(), now.Day()-1, nightHour, 0, 0, 0, now.Location())
	}
	return night
}

// Due says whether the last night's backup is still to be made. Backups from the future, as a clock that jumped leaves
// them, are not taken for it.
func (k *Keeper) Due() bool {
	if !k.exists() {
		return false
	}
	names, err := k.first().names()
	if err != nil {
		return false
	}
	now := k.Clock.Now().In(k.Clock.Location())
	for _, id := range names {
		at, _ := timeOf(id)
		if !at.Before(lastNight(now)) && !at.After(now.Add(time.Hour)) {
			return false
		}
	}
	return true
}

// MakeNightly makes the night's backup if it is due, and says whether it did. Several processes may ask: one makes it.
func (k *Keeper) MakeNightly(ctx context.Context) (did bool, err error) {
	if !k.Due() {
		return false, nil
	}
	lock, err := k.lockFor(ctx, "nightly backup")
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	if !k.Due() { // Another process has made it while this one waited.
		return false, nil
	}
	_, err = k.make(ctx, Nightly, nil)
	return err == nil, err
}

// Run makes the nightly backups until ctx ends, while may says so. Timers stop while a laptop sleeps, so the clock on
// the wall is looked at often.
func (k *Keeper) Run(ctx context.Context, may func() bool) {
	pause := settleFirst
	for {
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		pause = lookEvery
		if !may() {
			continue
		}
		did, err := k.MakeNightly(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			k.Log.Error("make the nightly backup", "err", err)
			pause = restAfterFailure
		case did:
			k.Log.Info("made the nightly backup")
		}
	}
}
