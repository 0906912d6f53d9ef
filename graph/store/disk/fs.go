package disk

import "io"

// FS is the folder of a store. The names are those of files in it. Tests put faults between a store and its folder.
type FS interface {
	// Create makes a file, or empties the one of that name.
	Create(name string) (File, error)
	// Append opens a file that is there for writing at its end.
	Append(name string) (File, error)
	// Read reads a file.
	Read(name string) ([]byte, error)
	// Size is the length of a file.
	Size(name string) (int64, error)
	// Map gives the bytes of a file as they are when they are read, until release is called. They stay although the file
	// is removed.
	Map(name string) (data []byte, release func() error, err error)
	// Rename puts a file in the place of another.
	Rename(from, to string) error
	Remove(name string) error
	// Names lists the files.
	Names() ([]string, error)
	// Sync makes creations, renamings and removals last.
	Sync() error
}

// File is a file that is written.
type File interface {
	io.Writer
	Truncate(size int64) error
	Sync() error
	Close() error
}
