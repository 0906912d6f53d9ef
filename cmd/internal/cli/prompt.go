package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"quadrille/cmd/internal/shell"
	"quadrille/queries"

	"github.com/adrg/xdg"
	"golang.org/x/term"
)

// Where a person's sessions keep what they keep, below the folders that the XDG Base Directory Specification names.
const (
	historyFile  = "quadrille/history" // of graphs in memory
	historyDir   = "quadrille/stores"  // of stores, a file each
	settingsFile = "quadrille/settings"
)

// historyOf is the file of the history of a store, or of graphs in memory where db is "". Its folder is made.
func historyOf(db string) (string, error) {
	if db == "" {
		return xdg.StateFile(historyFile)
	}
	path, err := filepath.Abs(db)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil { // one store, by whatever name
		path = real
	}
	hash := sha256.Sum256([]byte(path))
	return xdg.StateFile(filepath.Join(historyDir, filepath.Base(path)+"-"+hex.EncodeToString(hash[:4])))
}

// isNewcomer tells whether nobody has ever talked here.
func isNewcomer() bool {
	for _, name := range []string{historyFile, historyDir} {
		if _, err := os.Stat(filepath.Join(xdg.StateHome, name)); !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}

// forPerson completes the options of a shell that a person sits at.
func (s *stdio) forPerson(o *shell.Options, db string) {
	o.Saving = shell.Saving{Folder: userFolder(), Reopen: func() (*queries.Library, error) { return library(db) }}
	o.Height = s.height
	o.Progress = isTerminal(s.err)
	o.Programs = shell.UserPrograms(s.in, s.out, s.err)
	o.Settings = filepath.Join(xdg.ConfigHome, settingsFile)
}

// height is the number of lines of the terminal, 0 when standard output is none.
func (s *stdio) height() int {
	_, h, err := term.GetSize(int(s.out.Fd()))
	if err != nil {
		return 0
	}
	return h
}

// given are the settings that the command line sets, so that the file of settings does not.
func (f answerFlags) given() []string {
	var names []string
	for name, given := range map[string]bool{
		"format": f.Format != "", "limit": f.Limit != nil, "timeout": f.Timeout != 0, "full-iris": f.FullIRIs,
	} {
		if given {
			names = append(names, name)
		}
	}
	return names
}
