package shell

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"quadrille/cmd/internal/memo"
	"quadrille/cmd/internal/render"
)

// helpPaths is docs/paths.md on a screen.
const helpPaths = `START PATH END: what begins at START and is led to END along PATH. Ends are names
or ?variables, a path is made of the names of .schema.

  mediates             along a relation; not:mediates denied, may:mediates hedged
  a                    the type: ?x a country
  schema:text          a predicate by its prefixed name, or <urn:x:y> in full
  a/b  ^a  a|b         a, then b; backwards; either
  a*  a+  a?           as often as there is more; at least once; at most once
  !a  !(a|^b)          any relation but these; ( ) holds together
  lavrov  "two words"  a name, another name or actor:russia, case aside
  $who                 the value that --set who=VALUE gave, as an end or in where
  ;                    one more pattern: ?a rejects ?x ; ?b supports ?x

  where ?a != russia and ?b ~ "grain" and ?a is country
                       rows: = != < <= > >=, ~ holds a text, is, is not a type
  since 2023-06  until 2023
                       evidence from articles of that time, ends included
  voice author         what articles state themselves; voice claim what others say
  confidence > .8      evidence that is at least so sure
  count by ?a          a row for each, with count, the largest first
  order by ?a desc, ?b  limit 10
                       the order, the number of rows

  ?who mediates ?what since 2023 limit 5
  lavrov said/about ?whom
  ?who said ?claim count by ?who
  $who mediates ?what  (quadrille query --set who=@Russia)
`

// helpWidth is the most columns that the names of a list take beside what is said of them.
const helpWidth = 28

// say writes a page of help as wide as the screen.
func (s *Shell) say(text string) error {
	_, err := fmt.Fprint(s.Out, fit(text, s.readable()))
	return err
}

// listing is a name and what is said of it, in columns where the name leaves room.
func listing(name, about string, width int) string {
	if utf8.RuneCountInString(name) > width {
		return name + "\n" + strings.Repeat(" ", width+2) + about + "\n"
	}
	return fmt.Sprintf("%-*s  %s\n", width, name, about)
}

// fit breaks the lines of text that are wider than a screen. What goes on stands below the second column of a list, or
// further in than a line that is none.
func fit(text string, width int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if render.Width(line) <= width {
			b.WriteString(line + "\n")
			continue
		}
		in := len(line) - len(strings.TrimLeft(line, " "))
		head, rest := line[:in], line[in:]
		if name, about, ok := strings.Cut(rest, "  "); ok && in < width/2 {
			about = strings.TrimLeft(about, " ")
			if gap := line[:len(line)-len(about)]; render.Width(gap) <= width/2 {
				head, rest = gap, about
			} else {
				b.WriteString(head + name + "\n")
				head, rest = head+"    ", about
			}
		}
		indent := render.Width(head)
		if in == 0 && head == "" {
			indent = 2
		}
		if indent > width/2 {
			head, indent = "  ", 2
		}
		for i, l := range memo.Wrap(rest, max(width-indent, 10)) {
			if i > 0 {
				head = strings.Repeat(" ", indent)
			}
			b.WriteString(head + l + "\n")
		}
	}
	return b.String()
}

// fitError is an error as wide as the screen. The lines that show where a fault is stay as they are.
func (s *Shell) fitError(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if !strings.HasPrefix(l, " ") {
			lines[i] = strings.TrimSuffix(fit(strings.Join(strings.Fields(l), " "), s.readable()), "\n")
		}
	}
	return strings.Join(lines, "\n")
}
