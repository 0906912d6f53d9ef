package cli

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// spelled turns the parameters of a saved query that are written as flags of run, --actor Russia, into arguments,
// actor=Russia. run's own flags stay what they are; so does what the query does not take.
func spelled(model *kong.Application, args []string) []string {
	if len(args) == 0 || args[0] != "run" {
		return args
	}
	i := slices.IndexFunc(model.Children, func(n *kong.Node) bool { return n.Name == "run" })
	if i < 0 {
		return args
	}
	known := make(map[string]*kong.Flag)
	for _, group := range model.Children[i].AllFlags(false) {
		for _, f := range group {
			known["--"+f.Name] = f
		}
	}
	// What stands where: the query's name is the first word that is no flag and no flag's value.
	name, db := "", ""
	unknown := make(map[int]bool)
	for i := 1; i < len(args) && args[i] != "--"; i++ {
		flag, value, inside := strings.Cut(args[i], "=")
		f, ok := known[flag]
		switch {
		case !strings.HasPrefix(flag, "--"):
			if name == "" {
				name = args[i]
			}
		case !ok:
			unknown[i] = true
			if !inside && i+1 < len(args) && !strings.HasPrefix(args[i+1], "--") && name != "" {
				i++ // its value
			}
		case !f.IsBool() && !inside:
			i++
			if i < len(args) {
				value = args[i]
			}
			fallthrough
		default:
			if flag == "--db" {
				db = value
			}
		}
	}
	l, err := library(db)
	if err != nil {
		return args
	}
	q, err := l.Lookup(name)
	if err != nil {
		return args // run itself says so
	}
	var out []string
	for i := 0; i < len(args); i++ {
		flag, value, inside := strings.Cut(args[i], "=")
		param := strings.TrimPrefix(flag, "--")
		if _, ok := q.Param(param); !ok || !unknown[i] {
			out = append(out, args[i])
			continue
		}
		if !inside && i+1 < len(args) {
			i++
			value = args[i]
		}
		out = append(out, param+"="+value)
	}
	return out
}
