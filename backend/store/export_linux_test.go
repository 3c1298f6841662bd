package store

// MountedAt is what PlaceOf asks about folders behind FUSE.
var MountedAt = mountedAt
