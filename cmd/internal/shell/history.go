package shell

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// A history file holds one entry a line, the newest last. The lines of an entry are joined by lineMark, which is also
// what the user sees and edits when the entry is recalled. The file is read here, not by liner, which stops at a line
// over 4 KiB.
const (
	lineMark     = "↵"
	historyLimit = 1000 // entries kept
)

// History is the file that remembers statements between sessions. Entries are appended as they are made, so that
// nothing is lost however a session ends and sessions side by side keep each other's.
type History struct{ path string }

// OpenHistory uses the file at path, which need not exist yet. Without a path nothing is kept.
func OpenHistory(path string) *History { return &History{path: path} }

// Entries are the newest entries, oldest first, as lines to edit. A file grown to twice the limit is cut to it.
func (h *History) Entries() ([]string, error) {
	if h.path == "" {
		return nil, nil
	}
	f, err := os.Open(h.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var entries []string
	read := 0
	for r := bufio.NewReader(f); ; {
		line, err := r.ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line != "" && utf8.ValidString(line) {
			read++
			entries = append(entries, line)
			if len(entries) > historyLimit {
				entries = entries[1:]
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return entries, err
		}
	}
	if read > 2*historyLimit {
		return entries, h.rewrite(entries)
	}
	return entries, nil
}

// Append adds an entry.
func (h *History) Append(entry string) error {
	if h.path == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(h.path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(h.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, toLine(entry))
	return errors.Join(err, f.Close())
}

func (h *History) rewrite(entries []string) error {
	f, err := os.CreateTemp(filepath.Dir(h.path), "history-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(strings.Join(entries, "\n") + "\n")
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), h.path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// toLine makes an entry of several lines one line; fromLine is its inverse.
func toLine(entry string) string { return strings.ReplaceAll(entry, "\n", lineMark) }

func fromLine(line string) string { return strings.ReplaceAll(line, lineMark, "\n") }
