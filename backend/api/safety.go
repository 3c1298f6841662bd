package api

import (
	"context"

	"northboard/backend/backup"
	"northboard/backend/desktop"
	"northboard/backend/desktop/opener"
	"northboard/backend/fault"
)

// Safety is what the page may ask of the backups. Everything but BringBack works while the library cannot be opened.
type Safety struct{ host *Host }

const eventSafety = "safety-progress"

// SafetyState is how safe the library is.
type SafetyState struct {
	Folder  string        `json:"folder"` // where the library's own backups are
	Backups []backup.Info `json:"backups"`
	Second  backup.Second `json:"second"`
	Held    string        `json:"held"`  // why nothing is thinned; "" when nothing is in the way
	Place   string        `json:"place"` // a sentence where the library lies in a network or cloud folder
	Open    bool          `json:"open"`  // the library is open
}

// SafetyProgress is how far something long is.
type SafetyProgress struct {
	Job string `json:"job"`
	backup.Progress
}

// BroughtBack is what became of bringing back a board or a goal.
type BroughtBack struct {
	Title   string `json:"title"`
	Changed int    `json:"changed"` // rows; 0 when all was as it is
}

// State says which backups there are, of all places, and how each is. It reads each backup's file once.
func (a *Safety) State() (SafetyState, error) {
	return keep(a.host, "", func(ctx context.Context, k *backup.Keeper, _ func(backup.Progress)) (SafetyState, error) {
		all, err := k.List(ctx)
		if err != nil {
			return SafetyState{}, err
		}
		state := SafetyState{Folder: k.Folder(), Backups: all, Second: k.Second(), Held: k.Held()}
		if b, err := a.host.Backend(); err == nil {
			state.Open, state.Place = true, b.Store.Place().Sentence
		}
		return state, nil
	})
}

// BackUp makes a backup now.
func (a *Safety) BackUp(job string) (backup.Made, error) {
	return keep(a.host, job, func(ctx context.Context, k *backup.Keeper, progress func(backup.Progress)) (backup.Made, error) {
		return k.Make(ctx, backup.OnDemand, progress)
	})
}

// Verify reads everything, and mends what it can if it is to.
func (a *Safety) Verify(job string, mend bool) (backup.Report, error) {
	return keep(a.host, job, func(ctx context.Context, k *backup.Keeper, progress func(backup.Progress)) (backup.Report, error) {
		return k.Verify(ctx, mend, progress)
	})
}

// Cancel stops a backup, a check or the preparation of a restore. Nothing of it stays.
func (a *Safety) Cancel(job string) error {
	a.host.jobs.cancel(job)
	return nil
}

// Parts lists the boards and goals of a backup.
func (a *Safety) Parts(id string) ([]backup.Part, error) {
	return keep(a.host, "", func(ctx context.Context, k *backup.Keeper, _ func(backup.Progress)) ([]backup.Part, error) {
		parts, err := k.Parts(ctx, id)
		if parts == nil {
			parts = []backup.Part{}
		}
		return parts, err
	})
}

// BringBack puts one board or goal of a backup into the library, as one step that can be undone.
func (a *Safety) BringBack(id, kind, row string) (BroughtBack, error) {
	return keep(a.host, "", func(ctx context.Context, k *backup.Keeper, _ func(backup.Progress)) (BroughtBack, error) {
		b, err := a.host.Backend()
		if err != nil {
			return BroughtBack{}, err
		}
		family, err := k.Family(ctx, id, kind, row)
		if err != nil {
			return BroughtBack{}, err
		}
		changed, err := b.Flow.BringBack(ctx, family)
		return BroughtBack{Title: family.Title, Changed: changed}, err
	})
}

// Restore puts a backup in the library's place and opens that. The page begins anew when it returns.
func (a *Safety) Restore(job, ref string) (backup.Restored, error) {
	return keep(a.host, job, func(ctx context.Context, _ *backup.Keeper, progress func(backup.Progress)) (backup.Restored, error) {
		return a.host.Shell.Restore(ctx, ref, progress)
	})
}

// ChooseSecond asks for the second place. It stays as it was when none is chosen.
func (a *Safety) ChooseSecond() (backup.Second, error) {
	return keep(a.host, "", func(ctx context.Context, k *backup.Keeper, _ func(backup.Progress)) (backup.Second, error) {
		folder, err := a.host.Shell.PickFolder(ctx, "A second place for backups")
		if err == nil && folder != "" {
			err = k.SetSecond(folder)
		}
		return k.Second(), err
	})
}

// ForgetSecond keeps backups in the library's folder only. What lies in the second place stays there.
func (a *Safety) ForgetSecond() error {
	_, err := keep(a.host, "", func(_ context.Context, k *backup.Keeper, _ func(backup.Progress)) (struct{}, error) {
		return struct{}{}, k.SetSecond("")
	})
	return err
}

// PickBackups asks for a folder and lists the backups in it, or in Northboard's folder below it: for when the library's
// own folder has none. None chosen is an empty list.
func (a *Safety) PickBackups() ([]backup.Found, error) {
	return keep(a.host, "", func(ctx context.Context, k *backup.Keeper, _ func(backup.Progress)) ([]backup.Found, error) {
		folder, err := a.host.Shell.PickFolder(ctx, "Where the backups are")
		if err != nil || folder == "" {
			return []backup.Found{}, err
		}
		found, err := k.Look(ctx, folder)
		if err == nil && len(found) == 0 {
			err = fault.New(fault.NotFound, "There are no backups of Northboard in that folder. Nothing was changed; please choose another.")
		}
		return found, err
	})
}

// BeginElsewhere asks for an empty folder and opens a new library in it, in a window of its own. The one that could not be
// opened is not touched. It gives the folder; "" when none was chosen.
func (a *Safety) BeginElsewhere() (string, error) {
	return keep(a.host, "", func(ctx context.Context, k *backup.Keeper, _ func(backup.Progress)) (string, error) {
		folder, err := a.host.Shell.PickFolder(ctx, "An empty folder for a new library")
		if err != nil || folder == "" {
			return "", err
		}
		if err := k.MayBegin(folder); err != nil {
			return "", err
		}
		return folder, a.host.Shell.OpenLibrary(ctx, folder)
	})
}

// ShowFolder opens the library's folder in the file manager.
func (a *Safety) ShowFolder() error {
	_, err := keep(a.host, "", func(ctx context.Context, k *backup.Keeper, _ func(backup.Progress)) (struct{}, error) {
		return struct{}{}, opener.Open(ctx, desktop.System(), k.Library, k.Library)
	})
	return err
}

// keep runs a call on the backups, which need no open library, and turns a panic into a fault.
func keep[T any](host *Host, job string, fn func(ctx context.Context, k *backup.Keeper, progress func(backup.Progress)) (T, error)) (result T, err error) {
	defer recoverInto(host.Log, &err)
	ctx := host.Context()
	if job != "" {
		var done func()
		ctx, done = host.jobs.begin(ctx, job)
		defer done()
	}
	if host.Backups == nil {
		return result, fault.New(fault.Unavailable, "There are no backups to work on here. Nothing was changed.")
	}
	return fn(ctx, host.Backups, func(p backup.Progress) { host.Shell.Emit(eventSafety, SafetyProgress{Job: job, Progress: p}) })
}
