package gizmo

import (
	"fmt"
	"runtime/metrics"
	"strings"
	"time"

	"quadrille/graph/lang"

	"github.com/dop251/goja"
)

// maxText is the longest text, and the longest array, that a single call of JavaScript's library may make.
const maxText = 16 << 20

// reaching tells whether a script may come by what is bounded: whether its code, comments and texts left out, holds one of the
// names, or a way to a name that does not stand in it. A bracket that opens a list of arguments is no such way; a slash may
// begin a regular expression, whose quotation marks would deceive us. It errs on the safe side.
func reaching(text string) bool {
	before := byte(';') // the last of the code that is no space
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
		case c == '"' || c == '\'':
			n := closing(text[i+1:], c)
			if n < 0 {
				return true
			}
			i, before = i+1+n, '0'
		case c == '/' && strings.HasPrefix(text[i:], "//"):
			n := strings.IndexByte(text[i:], '\n')
			if n < 0 {
				return false
			}
			i += n
		case c == '/' && strings.HasPrefix(text[i:], "/*"):
			n := strings.Index(text[i+2:], "*/")
			if n < 0 {
				return true
			}
			i += n + 4
		case c == '/', c == '\\', c == '`', c >= 0x80, c == '[' && before != '(' && before != '=':
			return true
		case letter(c):
			n := i + 1
			for n < len(text) && (letter(text[n]) || text[n] >= '0' && text[n] <= '9') {
				n++
			}
			if reaches(text[i:n]) {
				return true
			}
			i, before = n, 'a'
		default:
			i, before = i+1, c
		}
	}
	return false
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '$' }

// closing is how many bytes a text in quotation marks has, with the last mark; -1 when its line does not end it.
func closing(text string, mark byte) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case mark:
			return i + 1
		case '\\':
			i++
		case '\n', '\r':
			return -1
		}
	}
	return -1
}

func reaches(word string) bool {
	switch word {
	case "repeat", "padStart", "padEnd", "fill", "join", "sort", "replace", "replaceAll", "toSorted", "with",
		"eval", "Function", "constructor", "Reflect", "Object", "Proxy", "globalThis", "this", "import":
		return true
	}
	return strings.Contains(word, "Array") || strings.Contains(word, "Buffer") || word == "DataView"
}

// bound keeps the library's one-call ways to a huge value short: no interrupt reaches into them. Buffers, which a single
// call makes of any size, are not there.
func (s *script) bound(text string) error {
	if !reaching(text) {
		return nil // most queries, and it takes longer than they do
	}
	for _, of := range []struct {
		class, name string
		size        func(goja.FunctionCall) float64
	}{
		{"String", "repeat", func(c goja.FunctionCall) float64 { return float64(len(c.This.String())) * c.Argument(0).ToFloat() }},
		{"String", "padStart", first},
		{"String", "padEnd", first},
		{"String", "replace", func(c goja.FunctionCall) float64 {
			if _, text := c.Argument(0).Export().(string); text { // once
				return 0
			}
			return replaced(c)
		}},
		{"String", "replaceAll", replaced},
		{"Array", "fill", length},
		{"Array", "join", func(c goja.FunctionCall) float64 {
			return length(c) * float64(1+len(c.Argument(0).String()))
		}},
		{"Array", "sort", length},
		{"Array", "toSorted", length},
		{"Array", "with", length},
	} {
		proto := s.vm.Get(of.class).ToObject(s.vm).Get("prototype").ToObject(s.vm)
		native, ok := goja.AssertFunction(proto.Get(of.name))
		if !ok {
			return fmt.Errorf("gizmo: no %s.prototype.%s", of.class, of.name)
		}
		err := proto.DefineDataProperty(of.name, s.vm.ToValue(func(call goja.FunctionCall) goja.Value {
			if n := of.size(call); n > maxText {
				s.throwf("%s would make a value of %.0f items; %d are allowed", of.name, n, maxText)
			}
			v, err := native(call.This, call.Arguments...)
			if err != nil {
				panic(err)
			}
			return v
		}), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
		if err != nil {
			return err
		}
	}
	for _, name := range []string{"ArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array",
		"Uint16Array", "Int32Array", "Uint32Array", "BigInt64Array", "BigUint64Array", "Float32Array", "Float64Array"} {
		if err := s.vm.Set(name, goja.Undefined()); err != nil {
			return err
		}
	}
	return nil
}

func first(c goja.FunctionCall) float64 { return c.Argument(0).ToFloat() }

// length is that of the array that a method is called on.
func length(c goja.FunctionCall) float64 {
	if o, ok := c.This.(*goja.Object); ok {
		if n := o.Get("length"); n != nil {
			return n.ToFloat()
		}
	}
	return 0
}

// replaced is the most that replacing in a text by another can make.
func replaced(c goja.FunctionCall) float64 {
	if _, ok := goja.AssertFunction(c.Argument(1)); ok {
		return 0
	}
	return float64(1+len(c.This.String())) * float64(1+len(c.Argument(1).String()))
}

// How often, and from when on, the memory of a script is looked at.
const (
	watchAfter = 50 * time.Millisecond
	watchEvery = 10 * time.Millisecond
)

// watch ends a script when the program's memory has grown by more than most bytes, 0 for lang.DefaultMemory, since it began.
// goja does not tell a script's memory apart, so this is the program's. It returns what ends the watch.
func (s *script) watch(most int) func() {
	if most <= 0 {
		most = lang.DefaultMemory
	}
	done := make(chan struct{})
	timer := time.AfterFunc(watchAfter, func() {
		before := heap()
		tick := time.NewTicker(watchEvery)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			if now := heap(); now > before && now-before > uint64(most) {
				s.vm.Interrupt(&lang.Fault{Message: fmt.Sprintf("the script holds more than %d MiB", most>>20)})
				return
			}
		}
	})
	return func() {
		timer.Stop()
		close(done)
	}
}

func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
