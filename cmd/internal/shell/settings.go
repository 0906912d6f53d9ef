package shell

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"quadrille/cmd/internal/render"
	"quadrille/queries"

	"github.com/cayleygraph/quad"
)

// setting is what .set shows and changes.
type setting struct {
	name    string
	about   string
	choices []string // what it takes, nil for a value that is no choice
	get     func(*Shell) string
	set     func(*Shell, string) error
}

// settings is the table of all of them, by name.
func settings() []setting {
	return []setting{
		{name: "color", about: "bold and dim text", choices: onOff,
			get: func(s *Shell) string { return switched(s.Color) },
			set: func(s *Shell, v string) error { return s.onOff(v, &s.Color) }},
		{name: "format", about: "how answers are written", choices: formatNames(),
			get: func(s *Shell) string { return string(s.Format) },
			set: func(s *Shell, v string) (err error) {
				f, err := render.ParseFormat(v)
				if err == nil {
					s.Format = f
				}
				return err
			}},
		{name: "full-iris", about: "IRIs in full, not as prefixed names", choices: onOff,
			get: func(s *Shell) string { return switched(s.FullIRIs) },
			set: func(s *Shell, v string) error { return s.onOff(v, &s.FullIRIs) }},
		{name: "limit", about: "the most rows that an answer shows, 0 for all",
			get: func(s *Shell) string { return strconv.Itoa(s.Limit) },
			set: func(s *Shell, v string) error {
				n, err := strconv.Atoi(v)
				if err != nil || n < 0 {
					return errors.New("expected a number of rows, 0 for all")
				}
				s.Limit = n
				return nil
			}},
		{name: "pager", about: "what is longer than the screen: on for $PAGER, more for .more, off for all of it",
			choices: []string{string(pagerOn), string(pagerMore), string(pagerOff)},
			get:     func(s *Shell) string { return string(s.pager) },
			set:     func(s *Shell, v string) error { s.pager = pagerMode(v); return nil }},
		{name: "timeout", about: "the longest time for a query, such as 30s; 0 for any",
			get: func(s *Shell) string { return s.Timeout.String() },
			set: func(s *Shell, v string) error {
				d, err := time.ParseDuration(v)
				if err != nil || d < 0 {
					return errors.New("expected a time such as 30s or 2m, 0 for any")
				}
				s.Timeout = d
				return nil
			}},
		{name: "timing", about: "how long each statement took", choices: onOff,
			get: func(s *Shell) string { return switched(s.timing) },
			set: func(s *Shell, v string) error { return s.onOff(v, &s.timing) }},
	}
}

var onOff = []string{"on", "off"}

func switched(on bool) string {
	if on {
		return onOff[0]
	}
	return onOff[1]
}

func (*Shell) onOff(v string, to *bool) error {
	*to = v == onOff[0]
	return nil
}

// Set changes a setting.
func (s *Shell) Set(name, value string) error {
	c, err := lookupSetting(name)
	if err != nil {
		return err
	}
	if c.choices != nil && !slices.Contains(c.choices, value) && c.name != "format" {
		return fmt.Errorf("%s takes %s, not %q", c.name, strings.Join(c.choices, ", "), render.Clean(value))
	}
	return c.set(s, value)
}

func lookupSetting(name string) (setting, error) {
	var names []string
	for _, c := range settings() {
		if c.name == name {
			return c, nil
		}
		names = append(names, c.name)
	}
	if near, ok := queries.Nearest(name, names); ok {
		return setting{}, fmt.Errorf("there is no setting %q; did you mean %s?", render.Clean(name), near)
	}
	return setting{}, fmt.Errorf("there is no setting %q; there are %s", render.Clean(name), strings.Join(names, ", "))
}

// set shows the settings, changes one, or keeps them for other sessions.
func (s *Shell) set(_ context.Context, args []string) error {
	switch {
	case len(args) == 0:
		var rows [][]quad.Value
		for _, c := range settings() {
			rows = append(rows, []quad.Value{quad.String(c.name), quad.String(c.get(s)), quad.String(c.about)})
		}
		return s.show([]string{"setting", "value", "about"}, rows)
	case len(args) == 1 && args[0] == "save":
		return s.saveSettings()
	case len(args) == 1:
		c, err := lookupSetting(args[0])
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(s.Out, c.get(s))
		return err
	case len(args) == 2:
		return s.Set(args[0], args[1])
	}
	return usage("set")
}

// saveSettings writes the settings to their file, the old one replaced as a whole.
func (s *Shell) saveSettings() error {
	if s.Settings == "" {
		return errors.New("there is no file for the settings here")
	}
	var b strings.Builder
	b.WriteString("# Settings of quadrille's shell, a name and a value a line; .set tells them.\n")
	color := s.Color
	if s.file != nil { // the screen's, not the file's
		color = s.file.screen.Color
	}
	for _, c := range settings() {
		value := c.get(s)
		if c.name == "color" {
			if color || s.colorless { // it is on where it can be, which the terminal decides
				continue
			}
			value = onOff[1]
		}
		fmt.Fprintf(&b, "%s = %s\n", c.name, value)
	}
	if err := replaceFile(s.Settings, b.String()); err != nil {
		return err
	}
	fmt.Fprintf(s.Err, "the settings are in %s\n", render.Clean(s.Settings))
	return nil
}

// replaceFile writes text to the file at path, whole or not at all, and makes its folder where there is none.
func replaceFile(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// LoadSettings reads the file of settings, which need not be there, all but those that given names. A line that is wrong
// is told in the error; the others hold.
func (s *Shell) LoadSettings(given ...string) error {
	f, err := os.Open(s.Settings)
	if errors.Is(err, fs.ErrNotExist) || s.Settings == "" {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	var faults []error
	n := 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		n++
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		err := errors.New("expected a line name = value")
		switch {
		case ok && slices.Contains(given, name), ok && name == "color" && value == onOff[0] && !s.Color:
			continue // colours are never forced on a terminal that has none
		case ok:
			err = s.Set(name, value)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s, line %d: %w", s.Settings, n, err))
		}
	}
	return errors.Join(append(faults, lines.Err())...)
}

// offerSettings completes a setting's name or its value.
func (s *Shell) offerSettings(_ context.Context, args []string) []string {
	if len(args) == 1 {
		names := []string{"save"}
		for _, c := range settings() {
			names = append(names, c.name)
		}
		return beginning(names, args[0], " ")
	}
	c, err := lookupSetting(args[0])
	if err != nil || len(args) > 2 {
		return nil
	}
	return beginning(c.choices, args[1], "")
}
