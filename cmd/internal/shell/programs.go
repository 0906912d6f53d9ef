package shell

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
)

// Programs are those of the user that a session starts. A nil function means that there is none.
type Programs struct {
	// Page starts the pager and gives what it shows; Close waits until its reader leaves it. The end of ctx stops it.
	Page func(ctx context.Context) (io.WriteCloser, error)
	// Edit lets the user edit the file at path, and waits for the editor's end.
	Edit func(ctx context.Context, path string) error
}

// UserPrograms are $PAGER, and $VISUAL or $EDITOR, on the given terminal.
func UserPrograms(in, out, errs *os.File) Programs {
	var p Programs
	if pager := os.Getenv("PAGER"); pager != "" {
		p.Page = func(ctx context.Context) (io.WriteCloser, error) { return startPager(ctx, pager, out, errs) }
	}
	p.Edit = func(ctx context.Context, path string) error {
		editor := os.Getenv("VISUAL")
		if editor == "" {
			editor = os.Getenv("EDITOR")
		}
		if editor == "" {
			editor = fallbackEditor()
		}
		c := userCommand(ctx, editor, path)
		c.Stdin, c.Stdout, c.Stderr = in, out, errs
		if err := c.Run(); err != nil {
			return fmt.Errorf("the editor (%s) failed: %w; $EDITOR names another", editor, err)
		}
		return nil
	}
	return p
}

func fallbackEditor() string {
	if runtime.GOOS == "windows" {
		return "notepad"
	}
	return "vi"
}

// userCommand runs what the user has written as a shell does, since it may hold arguments; args are appended as they are.
func userCommand(ctx context.Context, text string, args ...string) *exec.Cmd {
	if runtime.GOOS == "windows" {
		return exec.CommandContext(ctx, "cmd", append([]string{"/c", text}, args...)...)
	}
	// The key that sends SIGINT is the program's, and the sh around it must not die of it.
	return exec.CommandContext(ctx, "sh", append([]string{"-c", "trap : INT; " + text + ` "$@"`, text}, args...)...)
}

// pager is a running pager.
type pager struct {
	io.WriteCloser
	cmd *exec.Cmd
}

func startPager(ctx context.Context, command string, out, errs *os.File) (io.WriteCloser, error) {
	c := userCommand(ctx, command)
	c.Stdout, c.Stderr = out, errs
	if _, set := os.LookupEnv("LESS"); !set {
		c.Env = append(os.Environ(), "LESS=FRX") // leave when all fits, show styles, leave the text on the screen
	}
	w, err := c.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	return &pager{w, c}, nil
}

// Close implements io.Closer.
func (p *pager) Close() error {
	err := p.WriteCloser.Close()
	var exit *exec.ExitError
	if waited := p.cmd.Wait(); !errors.As(waited, &exit) { // how the pager was left is its own affair
		err = errors.Join(err, waited)
	}
	return err
}
