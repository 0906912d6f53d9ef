package shell

import (
	"strings"
	"testing"

	"quadrille/cmd/internal/render"
)

// TestHelpFits shows all help, and a long error, on narrow screens.
func TestHelpFits(t *testing.T) {
	topics := []string{".help", ".help keys", ".help paths", ".help gizmo", ".help mediators"}
	for _, c := range dotCommands() {
		topics = append(topics, ".help ."+c.name)
	}
	for _, width := range []int{40, 60, 80, 100} {
		for _, topic := range topics {
			out, errs := person(t, 0, func(o *Options) { o.Width = func() int { return width } }, topic, ".format "+strings.Repeat("x y ", 40))
			out, _, _ = strings.Cut(out, "\nExample: ") // what follows is a script, which is to be copied
			for line := range strings.Lines(out + "\n" + errs) {
				if w := render.Width(strings.TrimSuffix(line, "\n")); w > width && strings.Contains(strings.TrimSpace(line), " ") {
					t.Errorf("%s: %d columns of %d: %s", topic, w, width, line)
				}
			}
		}
	}
	out, _ := person(t, 0, nil, ".help paths")
	if n := strings.Count(out, "\n"); n > 40 || !strings.Contains(out, "$who") {
		t.Errorf("%d lines:\n%s", n, out)
	}
}
