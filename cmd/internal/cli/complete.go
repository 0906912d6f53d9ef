package cli

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"quadrille/cmd/internal/render"
	"quadrille/queries"

	"github.com/alecthomas/kong"
)

// completeCmd answers the scripts of completionCmd.
type completeCmd struct {
	Shell string   `arg:"" enum:"bash,zsh,fish"`
	Words []string `arg:"" optional:"" passthrough:"all"`
}

// Run prints what the last word may become.
func (c *completeCmd) Run(k *kong.Context, s *stdio) error {
	words, strip := c.Words, ""
	if c.Shell == "bash" { // the characters at which it breaks words, and the line
		if len(words) != 2 {
			return nil
		}
		breaks := words[0]
		words = bashWords(words[1])
		if len(words) == 0 {
			return nil
		}
		words = words[1:]
		if len(words) > 0 {
			last := words[len(words)-1]
			strip = last[:strings.LastIndexAny(last, breaks)+1]
		}
	}
	if len(words) == 0 {
		words = []string{""}
	}
	w := bufio.NewWriter(s.out)
	for _, o := range complete(k.Model, words) {
		o.text = strings.TrimPrefix(o.text, strip)
		line := render.Clean(o.text)
		if o.about != "" && c.Shell != "bash" {
			line += "\t" + render.Clean(o.about)
		}
		fmt.Fprintln(w, line)
	}
	return w.Flush()
}

// bashWords splits a line as bash does: at spaces, with quotation marks and backslashes. The last word is what is being
// typed, "" after a space.
func bashWords(line string) []string {
	var out []string
	var word strings.Builder
	open, inside, escaped := rune(0), false, false
	for _, r := range line {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && open != '\'':
			escaped, inside = true, true
		case open != 0:
			if r == open {
				open = 0
			} else {
				word.WriteRune(r)
			}
		case r == '"' || r == '\'':
			open, inside = r, true
		case r == ' ' || r == '\t' || r == '\n':
			if inside {
				out = append(out, word.String())
			}
			word.Reset()
			inside = false
		default:
			word.WriteRune(r)
			inside = true
		}
	}
	return append(out, word.String())
}

// offer is a word that may stand in a place, or filesOffer.
type offer struct{ text, about string }

// filesOffer stands for names of files.
const filesOffer = ":files"

// complete gives what the last of words, which follow the program's name, may become.
func complete(model *kong.Application, words []string) []offer {
	typed := words[len(words)-1]
	at, args, valued := model.Node, []string(nil), (*kong.Flag)(nil)
	db, plain := "", false
	for i, w := range words[:len(words)-1] {
		flag, value, inside := strings.Cut(w, "=")
		switch f := flagOf(at, flag); {
		case valued != nil:
			if valued.Name == "db" {
				db = w
			}
			valued = nil
		case w == "--" && !plain:
			plain = true
		case !plain && f != nil:
			if inside && f.Name == "db" {
				db = value
			}
			if !inside && !f.IsBool() {
				valued = f
			}
		case !plain && strings.HasPrefix(w, "-") && len(w) > 1:
		default:
			if child := childOf(at, w); child != nil && len(args) == 0 {
				at = child
			} else {
				args = append(args, words[i])
			}
		}
	}
	if valued != nil {
		return begin(valuesOf(valued), typed)
	}
	if flag, value, inside := strings.Cut(typed, "="); !plain && inside && strings.HasPrefix(flag, "-") {
		f := flagOf(at, flag)
		if f == nil {
			return nil
		}
		offers := begin(valuesOf(f), value)
		for i := range offers {
			if offers[i].text != filesOffer {
				offers[i].text = flag + "=" + offers[i].text
			}
		}
		return offers
	}
	if strings.HasPrefix(typed, "-") && !plain {
		return begin(flagsOf(at), typed)
	}
	if len(args) == 0 {
		if offers := begin(childrenOf(at), typed); len(at.Children) > 0 && (len(offers) > 0 || len(at.Positional) == 0) {
			return offers
		}
	}
	return begin(argumentsOf(at, args, db, typed), typed)
}

func childOf(at *kong.Node, name string) *kong.Node {
	i := slices.IndexFunc(at.Children, func(n *kong.Node) bool { return n.Name == name && n.Type == kong.CommandNode })
	if i < 0 {
		return nil
	}
	return at.Children[i]
}

func childrenOf(at *kong.Node) []offer {
	var out []offer
	for _, n := range at.Children {
		if n.Type == kong.CommandNode && !n.Hidden {
			out = append(out, offer{n.Name, n.Help})
		}
	}
	return out
}

func flagOf(at *kong.Node, text string) *kong.Flag {
	for _, group := range at.AllFlags(false) {
		for _, f := range group {
			if "--"+f.Name == text || f.Short != 0 && "-"+string(f.Short) == text {
				return f
			}
		}
	}
	return nil
}

func flagsOf(at *kong.Node) []offer {
	var out []offer
	for _, group := range at.AllFlags(true) {
		for _, f := range group {
			out = append(out, offer{"--" + f.Name, f.Help})
		}
	}
	slices.SortFunc(out, func(a, b offer) int { return strings.Compare(a.text, b.text) })
	return out
}

// valuesOf gives the values of a flag that takes one of some, and otherwise files where it may take one.
func valuesOf(f *kong.Flag) []offer {
	if f.Enum == "" {
		if slices.Contains([]string{"DIR", "FILE", "PATH"}, f.PlaceHolder) {
			return []offer{{text: filesOffer}}
		}
		return nil
	}
	var out []offer
	for _, v := range f.EnumSlice() {
		if v != "" {
			out = append(out, offer{text: v})
		}
	}
	return out
}

// argumentsOf gives what may stand as the next argument of a command.
func argumentsOf(at *kong.Node, args []string, db, typed string) []offer {
	path := strings.Join(strings.Fields(at.Path()), " ")
	switch {
	case path == "run" && len(args) > 0:
		return parametersOf(args[0], db, typed)
	case path == "run", path == "queries show" && len(args) == 0, path == "queries edit" && len(args) == 0, path == "queries test":
		l, err := library(db)
		if err != nil {
			return nil
		}
		var out []offer
		for _, q := range l.List() {
			out = append(out, offer{q.Name, q.About})
		}
		return out
	}
	if len(at.Positional) == 0 {
		return nil
	}
	p := at.Positional[min(len(args), len(at.Positional)-1)]
	if len(args) >= len(at.Positional) && !p.IsCumulative() {
		return nil
	}
	if p.Enum != "" {
		var out []offer
		for _, v := range p.EnumSlice() {
			out = append(out, offer{text: v})
		}
		return out
	}
	return []offer{{text: filesOffer}}
}

// parametersOf gives the parameters of a saved query, or the values of the one that is being given.
func parametersOf(query, db, typed string) []offer {
	l, err := library(db)
	if err != nil {
		return nil
	}
	q, err := l.Lookup(query)
	if err != nil {
		return nil
	}
	var out []offer
	name, _, inside := strings.Cut(typed, "=")
	for _, p := range q.Params {
		switch {
		case !inside:
			out = append(out, offer{p.Name + "=", p.Help})
		case p.Name == name && p.Type == queries.Enum:
			for _, c := range p.Choices {
				out = append(out, offer{text: name + "=" + c})
			}
		}
	}
	return out
}

// begin picks the offers that begin like typed.
func begin(offers []offer, typed string) []offer {
	return slices.DeleteFunc(offers, func(o offer) bool {
		return o.text != filesOffer && !strings.HasPrefix(o.text, typed)
	})
}
