package main

import (
	"io"
	"os"
)

// write writes a file whole or, on an error, leaves the one that was there.
func write(name string, to func(io.Writer) error) error {
	f, err := os.CreateTemp(".", "train-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := to(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
