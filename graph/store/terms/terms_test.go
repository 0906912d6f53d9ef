package terms_test

import (
	"bytes"
	"fmt"
	"math"
	"testing"
	"time"

	"quadrille/graph/store/terms"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// FuzzDecode: bytes are no term, or the term that Append gives these bytes for.
func FuzzDecode(f *testing.F) {
	for _, v := range []quad.Value{quad.IRI("urn:x"), quad.BNode("b"), quad.String(""), quad.LangString{Value: "x", Lang: "en"},
		quad.TypedString{Value: "x", Type: "urn:t"}, quad.Int(-1), quad.Float(0.5), quad.Bool(true), quad.Time(time.Unix(1, 2))} {
		b, err := terms.Append(nil, v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := terms.Decode(string(b))
		if err != nil {
			return
		}
		again, err := terms.Append(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		if w, err := terms.Decode(string(again)); err != nil || w != v && !bytes.Equal(again, b) {
			t.Errorf("%x is %v, which is %x, which is %v, %v", b, v, again, w, err)
		}
	})
}

// Every value comes back, and values that differ have bytes that differ.
func TestTermsComeBack(t *testing.T) {
	texts := rapid.SampledFrom([]string{"", "a", "aa", "a\x00", "\x01a", "ü", "en", "urn:x"})
	rapid.Check(t, func(t *rapid.T) {
		value := func(name string) quad.Value {
			a, b := texts.Draw(t, name), texts.Draw(t, name+" more")
			n := rapid.Int64().Draw(t, name+" number")
			return rapid.SampledFrom([]quad.Value{quad.IRI(a), quad.BNode(a), quad.String(a), quad.LangString{Value: quad.String(a), Lang: b},
				quad.TypedString{Value: quad.String(a), Type: quad.IRI(b)}, quad.Int(n), quad.Float(float64(n) / 3), quad.Bool(n > 0),
				quad.Time(time.Unix(n%(1<<40), n&0xffff).UTC())}).Draw(t, name+" value")
		}
		v, w := value("v"), value("w")
		x, err := terms.Append(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		y, err := terms.Append(nil, w)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(x, y) != (v == w) {
			t.Errorf("%#v and %#v: %x and %x", v, w, x, y)
		}
		back, err := terms.Decode(string(x))
		if err != nil || back != v {
			t.Errorf("%#v came back as %#v, %v", v, back, err)
		}
	})
	if _, err := terms.Append(nil, nil); err == nil {
		t.Error("a value that is no term was taken")
	}
	if b, err := terms.Append(nil, quad.Float(math.NaN())); err != nil || len(b) != 9 {
		t.Errorf("NaN: %x, %v", b, err)
	}
}

// A Dict gives IDs as a map would, over growing and cutting.
func TestDict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := uint32(rapid.SampledFrom([]int{0, 7, math.MaxUint32 - 300}).Draw(t, "base"))
		d := terms.NewDict(base)
		want := map[string]uint32{}
		for range rapid.IntRange(0, 200).Draw(t, "steps") {
			term := fmt.Sprint("term ", rapid.IntRange(0, 150).Draw(t, "term"))
			if rapid.IntRange(0, 20).Draw(t, "cut") == 0 {
				to := base + uint32(rapid.IntRange(0, len(want)).Draw(t, "to"))
				d.Cut(to)
				for k, id := range want {
					if id > to {
						delete(want, k)
					}
				}
			}
			id, err := d.Put([]byte(term))
			if err != nil {
				t.Fatal(err)
			}
			if had, ok := want[term]; ok && had != id || !ok && id != base+uint32(len(want))+1 {
				t.Fatalf("%s has the ID %d; want %d of %d", term, id, had, len(want))
			}
			want[term] = id
			if string(d.Bytes(id)) != term || d.Find([]byte(term)) != id || d.Max() != base+uint32(len(want)) {
				t.Fatalf("%s is %q, found as %d", term, d.Bytes(id), d.Find([]byte(term)))
			}
		}
		if d.Find([]byte("none")) != 0 || d.Bytes(base) != nil || d.Bytes(d.Max()+1) != nil {
			t.Fatal("what is not there was found")
		}
	})
}
