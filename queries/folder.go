package queries

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Folder is a folder of saved queries, NAME.gizmo each. Files are reached by plain names only: no path leads out of it,
// and what is no regular file (a link that leads out, a pipe, a device) is not opened.
type Folder struct {
	Name string // what the folder is to the user: "user", "store"
	Dir  string
}

// maxFile bounds a file of a folder, in bytes.
const maxFile = 16 << 20

var plainName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// ValidName tells whether a query may be called so: letters a to z, digits and hyphens, none of these first.
func ValidName(name string) bool { return len(name) <= 100 && plainName.MatchString(name) }

// ErrExists is the error of Create for a query that the folder has.
var ErrExists = errors.New("there is such a query already")

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// read reads the queries of the folder.
func (f Folder) read() (queries []Query, faults []Fault, err error) {
	entries, err := os.ReadDir(f.Dir)
	if isMissing(err) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read the saved queries: %w", err)
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), suffix)
		if !ok || strings.HasPrefix(name, ".") { // an editor's
			continue
		}
		path := filepath.Join(f.Dir, e.Name())
		q, err := f.query(name, path)
		if err != nil {
			faults = append(faults, Fault{name, path, err})
			continue
		}
		queries = append(queries, q)
	}
	return queries, faults, nil
}

func (f Folder) query(name, path string) (Query, error) {
	if !ValidName(name) {
		return Query{}, fmt.Errorf("%s: a query's name has lower-case letters, digits and hyphens only", path)
	}
	text, err := f.file(name + suffix)
	if err != nil {
		return Query{}, err
	}
	q, err := parseNamed(name+suffix, path, text)
	q.From, q.File = f.Name, path
	return q, err
}

// file reads a file of the folder.
func (f Folder) file(name string) (text string, err error) {
	root, err := os.OpenRoot(f.Dir)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	path := filepath.Join(f.Dir, name)
	info, err := root.Stat(name)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, reason(err))
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s: it is no regular file", path)
	}
	r, err := root.Open(name)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, reason(err))
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, reason(err))
	}
	if len(data) > maxFile {
		return "", fmt.Errorf("%s: it is longer than %d MiB", path, maxFile>>20)
	}
	return string(data), nil
}

// reason is err without the path, which is told anyhow.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// Path is where the folder keeps the query of that name.
func (f Folder) Path(name string) string { return filepath.Join(f.Dir, name+suffix) }

// Create writes a new query's file, and makes the folder where it is not there; ErrExists when the file is there.
func (f Folder) Create(name, text string) error {
	return f.within(name, func(root *os.Root) error { return put(root, name+suffix, text) })
}

// Replace writes the file of a query anew, whole or not at all.
func (f Folder) Replace(name, text string) error {
	return f.within(name, func(root *os.Root) error {
		fresh := "." + name + ".new"
		if err := root.Remove(fresh); err != nil && !isMissing(err) {
			return err
		}
		if err := put(root, fresh, text); err != nil {
			return err
		}
		return root.Rename(fresh, name+suffix)
	})
}

func put(root *os.Root, name, text string) error {
	w, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return errors.Join(err, w.Close())
}

// within runs write on the folder, for the query of that name.
func (f Folder) within(name string, write func(*os.Root) error) (err error) {
	if !ValidName(name) {
		return fmt.Errorf("%q is no name for a query: it has lower-case letters, digits and hyphens only", name)
	}
	if err := os.MkdirAll(f.Dir, 0o755); err != nil {
		return fmt.Errorf("make the folder of saved queries: %w", err)
	}
	root, err := os.OpenRoot(f.Dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	err = write(root)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s: %w", f.Path(name), ErrExists)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", f.Path(name), reason(err))
	}
	return nil
}
