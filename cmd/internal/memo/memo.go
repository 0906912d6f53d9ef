package memo

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"quadrille/cmd/internal/render"
	"quadrille/graph"
	"quadrille/graph/questions"

	"github.com/cayleygraph/quad"
)

// Memo is an answer, for people and as rows.
type Memo struct {
	Title    string
	Lead     []string // lines below the title
	Sections []Section
	Columns  []string
	Rows     [][]quad.Value
	Cut      bool // Options left something out that no section counts as More

	names names
}

// Section is a part of a memo.
type Section struct {
	Title string // "" for none
	Note  string // a line below the title, "" for none
	Items []Item
	More  int // items left out
}

// Item is a sentence and the places that say so.
type Item struct {
	Head   string
	Notes  []string // lines below the head
	Shown  []questions.Statement
	Places int  // all that there are
	Gap    bool // an empty line stands above it
	Around bool // the sentences before and after are shown too
}

// Write writes the memo as text.
func (m *Memo) Write(w io.Writer, s Style) error {
	var b strings.Builder
	for _, l := range Wrap(m.Title, s.Width) {
		fmt.Fprintf(&b, "%s%s%s\n", s.sgr("1"), l, s.sgr("0"))
	}
	for _, lead := range m.Lead {
		for _, l := range Wrap(lead, s.Width) {
			b.WriteString(l + "\n")
		}
	}
	for _, section := range m.Sections {
		b.WriteString("\n")
		if section.Title != "" {
			for _, l := range Wrap(section.Title, s.Width) {
				fmt.Fprintf(&b, "%s%s%s\n", s.sgr("1"), l, s.sgr("0"))
			}
		}
		if section.Note != "" {
			for _, l := range Wrap(section.Note, s.Width) {
				b.WriteString(l + "\n")
			}
		}
		for _, i := range section.Items {
			m.item(&b, s, i)
		}
		if section.More > 0 {
			fmt.Fprintf(&b, "  … and %s more\n", count(section.More))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (m *Memo) item(b *strings.Builder, s Style, i Item) {
	if i.Gap {
		b.WriteString("\n")
	}
	for n, l := range Wrap(i.Head, s.Width-2) {
		fmt.Fprintf(b, "%s%s\n", []string{"  ", "    "}[min(n, 1)], l)
	}
	for _, note := range i.Notes {
		for _, l := range Wrap(note, s.Width-4) {
			fmt.Fprintf(b, "    %s\n", l)
		}
	}
	for _, st := range i.Shown {
		if i.Around {
			s.around(b, st.Before)
		}
		for _, l := range Wrap(s.marked(st.Evidence), s.Width-4) {
			fmt.Fprintf(b, "    %s\n", l)
		}
		if i.Around {
			s.around(b, st.After)
		}
		st.Role = "" // the head says it
		s.source(b, st.Evidence, m.names.says(st.Voice), "    ")
	}
	if more := i.Places - len(i.Shown); more > 0 && len(i.Shown) > 0 {
		fmt.Fprintf(b, "    … and %s\n", plural(more, "more place"))
	}
}

// Incomplete tells whether Options left something out.
func (m *Memo) Incomplete() bool {
	return m.Cut || slices.ContainsFunc(m.Sections, func(s Section) bool { return s.More > 0 })
}

// around writes a sentence that stands beside the one that counts.
func (s Style) around(b *strings.Builder, text string) {
	if text = oneLine([]rune(text)); strings.TrimSpace(text) == "" {
		return
	}
	for _, l := range Wrap(text, s.Width-4) {
		fmt.Fprintf(b, "    %s%s%s\n", s.sgr("2"), l, s.sgr("0"))
	}
}

// count writes n with commas between thousands.
func count(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return count(n) + " " + noun
}

// fact is an item of a fact: what it states, by whose word, when, and where.
func (m *Memo) fact(f *questions.Fact) Item {
	return Item{Head: m.names.sentence(f) + " (" + when(f) + ")", Shown: f.Shown, Places: f.Places}
}

func when(f *questions.Fact) string {
	out := span(f.Since, f.Until)
	if f.Places > 1 {
		out += ", " + plural(f.Places, "place")
	}
	return out
}

// section is a section of a part.
func (m *Memo) section(title string, p questions.Part) {
	if len(p.Facts) == 0 {
		return
	}
	s := Section{Title: title, More: p.More}
	for _, f := range p.Facts {
		s.Items = append(s.Items, m.fact(f))
	}
	m.Sections = append(m.Sections, s)
}

// stated are the columns that tell of one place. They go with row.
var stated = []string{"subject", "how", "relation", "cue", "object", "voice", "date", "when", "title", "publisher", "sentence", "confidence", "evidence"}

// columns are leading ones, and those of a place.
func columns(leading ...string) []string { return append(leading, stated...) }

// rows adds a row for each place shown of a fact, after the values of the leading columns.
func (m *Memo) rows(f *questions.Fact, leading ...quad.Value) {
	for _, st := range f.Shown {
		m.Rows = append(m.Rows, append(append([]quad.Value{}, leading...), row(f, st)...))
	}
}

func row(f *questions.Fact, st questions.Statement) []quad.Value {
	return []quad.Value{f.Subject, quad.String(f.How), quad.String(f.Relation), word(st.Cue), f.Object, voice(f.Voice), day(st.Date),
		word(st.When), word(st.Title), word(st.Publisher), word(st.Sentence), quad.Float(st.Confidence), st.Quad.Label}
}

// voice is the speaker, nil for the article; one who is told not to have said it, or may have said it, with the doubt.
func voice(v questions.Voice) quad.Value {
	if v.Speaker == nil || v.How == questions.Asserted || v.How == "" {
		return v.Speaker
	}
	return quad.String(string(v.How) + " " + render.Value(v.Speaker))
}

// word is text, nil for none.
func word(s string) quad.Value {
	if s == "" {
		return nil
	}
	return quad.String(s)
}

func day(t time.Time) quad.Value {
	if t.IsZero() {
		return nil
	}
	return quad.String(t.Format(time.DateOnly))
}

// name looks up what the nodes of facts, and some others, are called.
func (m *Memo) name(ctx context.Context, s *graph.Snapshot, facts []*questions.Fact, others ...quad.Value) error {
	nodes := append([]quad.Value{}, others...)
	for _, f := range facts {
		if f != nil {
			nodes = append(nodes, f.Subject, f.Object, f.Voice.Speaker)
		}
	}
	var err error
	m.names, err = questions.Names(ctx, s, nodes)
	return err
}
