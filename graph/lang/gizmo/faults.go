package gizmo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"quadrille/graph/lang"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
)

var identifier = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

func parse(text string) (*ast.Program, error) {
	return parser.ParseFile(nil, "", text, 0, parser.WithDisableSourceMaps)
}

// compile parses a text, telling a faulty one from one that ends too early.
func compile(text string) (*goja.Program, error) {
	tree, err := parse(text)
	if err == nil {
		p, err := goja.CompileAST(tree, false)
		var compiler *goja.CompilerSyntaxError
		if errors.As(err, &compiler) {
			f := &lang.Fault{Message: compiler.Message}
			if compiler.File != nil {
				at := compiler.File.Position(compiler.Offset)
				f.Line, f.Column = at.Line, at.Column
			}
			return nil, f
		}
		if err != nil {
			return nil, &lang.Fault{Message: err.Error()}
		}
		return p, nil
	}
	if unfinished(text) {
		return nil, lang.ErrIncomplete
	}
	var list parser.ErrorList
	if !errors.As(err, &list) || len(list) == 0 {
		return nil, &lang.Fault{Message: err.Error()}
	}
	first := list[0]
	if first.Message == "Unexpected token ILLEGAL" {
		first.Message = "this is no JavaScript: an open string, or a character that means nothing here"
	}
	if strings.HasPrefix(first.Message, "Unexpected end of input") {
		return nil, lang.ErrIncomplete
	}
	return nil, &lang.Fault{Line: first.Position.Line, Column: first.Position.Column, Message: first.Message}
}

// fault turns an error of a run into what Run returns.
func (s *script) fault(err error) error {
	if err == nil {
		return nil
	}
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		cause, _ := interrupted.Value().(error)
		if errors.Is(cause, lang.ErrFull) {
			return nil
		}
		if cause != nil {
			return cause
		}
	}
	if c := s.ctx.Err(); c != nil && errors.Is(err, c) {
		return c
	}
	f := &lang.Fault{Message: err.Error()}
	var overflow *goja.StackOverflowError
	var thrown *goja.Exception
	switch {
	case errors.As(err, &overflow):
		f.Message = "functions call each other too deeply"
		f.Line, f.Column = place(overflow.Stack())
	case errors.As(err, &thrown):
		if cause := thrown.Unwrap(); cause != nil {
			if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) {
				return cause
			}
			f.Message = cause.Error()
		} else if v := thrown.Value(); v != nil {
			f.Message = explain(v.String())
		}
		f.Line, f.Column = place(thrown.Stack())
	}
	return f
}

// place is where the script itself was, under whatever native functions it called.
func place(stack []goja.StackFrame) (line, column int) {
	for _, frame := range stack {
		if p := frame.Position(); p.Line > 0 {
			return p.Line, p.Column
		}
	}
	return 0, 0
}

var (
	noMember  = regexp.MustCompile(`^TypeError: Object has no member '([^']*)'`)
	undefined = regexp.MustCompile(`^ReferenceError: (\S+) is not defined`)
)

// explain says what a message of the JavaScript engine means here.
func explain(message string) string {
	if m := noMember.FindStringSubmatch(message); m != nil {
		names := append(slices.Collect(maps.Keys(methods)), slices.Collect(maps.Keys(graphFunctions))...)
		return fmt.Sprintf("there is no method %s()%s", m[1], meant(m[1], names))
	}
	if m := undefined.FindStringSubmatch(message); m != nil {
		names := append(slices.Collect(maps.Keys(functions)), "g", "graph")
		return fmt.Sprintf("there is no variable %s%s", m[1], meant(m[1], names))
	}
	return message
}

// meant suggests the nearest name.
func meant(name string, names []string) string {
	if near, ok := lang.Nearest(name, names); ok {
		return ": did you mean " + near + "?"
	}
	return ""
}

// unfinished tells whether a text ends inside a template literal or a block comment, or in a line that a string
// carries on with a backslash. The parser calls these illegal, not incomplete.
func unfinished(text string) bool {
	var open []byte // ` of a template, { of its expression, { of other braces as (
	for i := 0; i < len(text); i++ {
		c := text[i]
		if len(open) > 0 && open[len(open)-1] == '`' {
			switch {
			case c == '\\':
				i++
			case c == '`':
				open = open[:len(open)-1]
			case c == '$' && i+1 < len(text) && text[i+1] == '{':
				open = append(open, '{')
				i++
			}
			continue
		}
		switch c {
		case '`':
			open = append(open, '`')
		case '{':
			open = append(open, '(')
		case '}':
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		case '/':
			if strings.HasPrefix(text[i:], "//") {
				n := strings.IndexAny(text[i:], "\n\r")
				if n < 0 {
					return inTemplate(open)
				}
				i += n
			} else if strings.HasPrefix(text[i:], "/*") {
				n := strings.Index(text[i+2:], "*/")
				if n < 0 {
					return true
				}
				i += n + 3
			}
		case '"', '\'':
			for i++; i < len(text) && text[i] != c; i++ {
				if text[i] == '\n' {
					return false // a string that its line does not close: no further line can
				}
				if text[i] == '\\' {
					i++
					if i >= len(text) {
						return true
					}
					if rest := text[i:]; rest == "\n" || rest == "\r\n" {
						return true
					}
				}
			}
		}
	}
	return inTemplate(open)
}

func inTemplate(open []byte) bool {
	return slices.Contains(open, '`')
}
