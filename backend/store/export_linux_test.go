package store

// MountedAt is what PlaceOf asks about folders behind FUSE.
var MountedAt = mountedAt

// ReadThrough is what comes before a file is mapped.
var ReadThrough = readThrough
