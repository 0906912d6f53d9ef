package shell

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"

	"quadrille/cmd/internal/render"
)

// outputFile is the file to which answers go, and what the screen is like, for coming back.
type outputFile struct {
	name   string
	file   *os.File
	buffer *bufio.Writer
	screen Options
}

// output sends answers to a file, or back to the screen.
func (s *Shell) output(_ context.Context, args []string) error {
	if len(args) > 1 {
		return usage("output")
	}
	if err := s.endOutput(); err != nil || len(args) == 0 {
		return err
	}
	f, err := os.Create(args[0])
	if err != nil {
		return err
	}
	s.file = &outputFile{name: args[0], file: f, buffer: bufio.NewWriter(f), screen: s.Options}
	s.Out, s.Color, s.Width = s.file.buffer, false, nil
	if s.page != nil {
		s.file.screen.Out = s.page.screen
	}
	if s.Terminal.Interactive() {
		fmt.Fprintf(s.Err, "answers go to %s, as %s; .output alone ends that\n", render.Clean(args[0]), s.Format)
	}
	return nil
}

// flush writes what a statement has left in memory to the file of .output.
func (s *Shell) flush() error {
	if s.file == nil {
		return nil
	}
	if err := s.file.buffer.Flush(); err != nil {
		return errors.Join(fmt.Errorf("cannot write %s: %w", s.file.name, err), s.endOutput())
	}
	return nil
}

// endOutput brings answers back to the screen.
func (s *Shell) endOutput() error {
	f := s.file
	if f == nil {
		return nil
	}
	s.file = nil
	s.Out, s.Color, s.Width = f.screen.Out, f.screen.Color, f.screen.Width
	if err := errors.Join(f.buffer.Flush(), f.file.Close()); err != nil {
		return fmt.Errorf("cannot write %s: %w", f.name, err)
	}
	return nil
}

// aside is where a dot-command writes that does not answer from the graph: the screen, whatever .output says.
func (s *Shell) aside() (restore func()) {
	f := s.file
	if f == nil {
		return func() {}
	}
	out, color, width := s.Out, s.Color, s.Width
	s.Out, s.Color, s.Width = f.screen.Out, f.screen.Color, f.screen.Width
	return func() {
		if s.file == f { // .output has not changed it
			s.Out, s.Color, s.Width = out, color, width
		}
	}
}
