package gizmo

import (
	"fmt"
	"regexp"
	"runtime/metrics"
	"time"

	"quadrille/graph/lang"

	"github.com/dop251/goja"
)

// maxText is the longest text, and the longest array, that a single call of JavaScript's library may make.
const maxText = 16 << 20

// reaches are the words without one of which a text cannot come by what bound bounds: the names themselves, and every way to
// write a name that is not in the text.
var reaches = regexp.MustCompile("[\\[\\\\]|repeat|pad|fill|join|sort|Array|Buffer|DataView|eval|Function|constructor|Reflect|Object|globalThis|this")

// bound keeps the library's one-call ways to a huge value short: no interrupt reaches into them. Buffers, which a single
// call makes of any size, are not there.
func (s *script) bound(text string) error {
	if !reaches.MatchString(text) {
		return nil // most queries, and it takes longer than they do
	}
	length := func(this goja.Value) float64 {
		if o, ok := this.(*goja.Object); ok {
			if n := o.Get("length"); n != nil {
				return n.ToFloat()
			}
		}
		return 0
	}
	for _, of := range []struct {
		class, name string
		size        func(this goja.Value, n float64) float64
	}{
		{"String", "repeat", func(this goja.Value, n float64) float64 { return float64(len(this.String())) * n }},
		{"String", "padStart", func(_ goja.Value, n float64) float64 { return n }},
		{"String", "padEnd", func(_ goja.Value, n float64) float64 { return n }},
		{"Array", "fill", func(this goja.Value, _ float64) float64 { return length(this) }},
		{"Array", "join", func(this goja.Value, _ float64) float64 { return length(this) }},
		{"Array", "sort", func(this goja.Value, _ float64) float64 { return length(this) }},
	} {
		proto := s.vm.Get(of.class).ToObject(s.vm).Get("prototype").ToObject(s.vm)
		native, ok := goja.AssertFunction(proto.Get(of.name))
		if !ok {
			return fmt.Errorf("gizmo: no %s.prototype.%s", of.class, of.name)
		}
		err := proto.DefineDataProperty(of.name, s.vm.ToValue(func(call goja.FunctionCall) goja.Value {
			if n := of.size(call.This, call.Argument(0).ToFloat()); n > maxText {
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
