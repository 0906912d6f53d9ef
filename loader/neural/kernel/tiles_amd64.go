//go:build amd64 && !linux

package kernel

// permitTiles: how other systems than Linux give out the registers of AMX was not tried.
func permitTiles() bool { return false }
