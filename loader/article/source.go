package article

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Source is one place that should hold one article.
type Source struct {
	Name string // the path, "-" for standard input; for messages, and its extension tells the format

	open func() (io.ReadCloser, error)
	err  error // why there is nothing to open
}

// Stdin is the source of the article that r holds, named "-".
func Stdin(r io.Reader) Source {
	return Source{Name: "-", open: func() (io.ReadCloser, error) { return io.NopCloser(r), nil }}
}

// File is the source of one file of the operating system.
func File(name string) Source {
	return Source{Name: name, open: func() (io.ReadCloser, error) { return os.Open(name) }}
}

// Sources finds the articles that paths name: files, folders with all .txt, .md and .markdown files below them, patterns
// with * ? [] {} and ** for any folders, and "-" for what stdin holds. Within folders hidden files, hidden folders and files
// called README are left out, as is what is no file (a pipe, a socket), and links to folders are not followed. The order is that of the paths, within a folder by
// name; a file that is named twice counts once. What cannot be found or read becomes a Source that a Reader fails on, so
// that the others still load.
func Sources(paths []string, stdin io.Reader) []Source {
	var l list
	for _, p := range paths {
		switch info, err := os.Stat(p); {
		case p == "-":
			l.add(Stdin(stdin))
		case err == nil && info.IsDir():
			l.folder(p)
		case err == nil:
			l.add(File(p))
		case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(p, "*?[{"):
			l.pattern(p)
		case errors.Is(err, fs.ErrNotExist):
			l.fail(p, ErrNotFound, err, "", "check the path")
		default:
			l.fail(p, ErrUnreadable, err, "", "check the permissions")
		}
	}
	return l.sources
}

// Folder finds the articles below the root of fsys as Sources does below a folder.
func Folder(fsys fs.FS) []Source {
	var l list
	l.walk(fsys, ".", func(name string) Source {
		return Source{Name: name, open: func() (io.ReadCloser, error) { return fsys.Open(name) }}
	})
	return l.sources
}

type list struct {
	sources []Source
	seen    map[string]bool
}

func (l *list) add(s Source) {
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	key := s.Name
	if key != "-" {
		key = filepath.Clean(key)
	}
	if !l.seen[key] {
		l.seen[key] = true
		l.sources = append(l.sources, s)
	}
}

func (l *list) fail(name string, kind, cause error, expected, advice string) {
	e := &Error{File: name, Kind: kind, Expected: expected, Advice: advice, Cause: cause}
	if kind == ErrUnreadable {
		e.Found = reason(cause)
	}
	l.add(Source{Name: name, err: e})
}

// reason is what the system says of err without the path, which the message has already.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

func (l *list) pattern(p string) {
	names, err := doublestar.FilepathGlob(p, doublestar.WithNoFollow(), doublestar.WithNoHidden())
	if err != nil {
		l.fail(p, ErrNoMatch, err, "a pattern such as news/**/*.txt", "close its brackets")
		return
	}
	if len(names) == 0 {
		l.fail(p, ErrNoMatch, nil, "at least one file", "check the pattern, and quote it so that the shell leaves it alone")
	}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			continue // a pattern such as news/** matches the folders too; a pipe would be waited for without end
		}
		l.add(File(name))
	}
}

func (l *list) folder(dir string) {
	l.walk(os.DirFS(dir), dir, func(name string) Source {
		return File(filepath.Join(dir, filepath.FromSlash(name)))
	})
}

// walk adds the articles below the root of fsys, which messages call root.
func (l *list) walk(fsys fs.FS, root string, source func(name string) Source) {
	before := len(l.sources)
	known := 0 // articles that were named before
	// The function never returns an error but fs.SkipDir, so WalkDir has none.
	_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			l.fail(filepath.Join(root, filepath.FromSlash(name)), ErrUnreadable, err, "", "check the permissions")
			return nil
		}
		base := path.Base(name)
		if name != "." && strings.HasPrefix(base, ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !Named(base) || d.IsDir() {
			return nil
		}
		if d.Type()&fs.ModeSymlink != 0 {
			if info, err := fs.Stat(fsys, name); err == nil && !info.Mode().IsRegular() {
				return nil
			}
		} else if !d.Type().IsRegular() {
			return nil // nobody knows when a pipe, a socket or a device ends
		}
		n := len(l.sources)
		l.add(source(name))
		if len(l.sources) == n {
			known++
		}
		return nil
	})
	if len(l.sources) == before && known == 0 {
		l.fail(root, ErrNoArticles, nil, "files whose names end in .txt, .md or .markdown", "name a folder that has some")
	}
}

// Named tells whether a folder's file of this name is taken for an article.
func Named(base string) bool {
	ext := strings.ToLower(path.Ext(base))
	stem := strings.ToLower(strings.TrimSuffix(base, path.Ext(base)))
	return (ext == ".txt" || ext == ".md" || ext == ".markdown") && stem != "readme"
}

// markdown tells whether the file is named as Markdown.
func markdown(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

// bytes in words: "8 MiB".
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.3g MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.3g KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}
