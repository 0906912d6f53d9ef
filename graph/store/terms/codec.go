package terms

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/cayleygraph/quad"
)

// A term is a byte that tells its kind, and then:
//
//	1 IRI       its text              6 Int    8 bytes, big endian
//	2 BNode     its text              7 Float  8 bytes, IEEE 754, big endian
//	3 String    its text              8 Bool   0 or 1
//	4 LangString  n, tag of n bytes, text      9 Time   8 bytes of seconds since 1970, 4 of nanoseconds
//	5 TypedString n, type of n bytes, text     (n is a varint)
const (
	kindIRI = iota + 1
	kindBNode
	kindString
	kindLang
	kindTyped
	kindInt
	kindFloat
	kindBool
	kindTime
)

// MaxTerm is the longest term in bytes.
const MaxTerm = 256 << 20

// ErrTerm is what Decode wraps.
var ErrTerm = errors.New("not a term")

// Append appends the bytes of a term. It fails for values that are no terms of RDF.
func Append(dst []byte, v quad.Value) ([]byte, error) {
	start := len(dst)
	switch v := v.(type) {
	case quad.IRI:
		dst = append(append(dst, kindIRI), v...)
	case quad.BNode:
		dst = append(append(dst, kindBNode), v...)
	case quad.String:
		dst = append(append(dst, kindString), v...)
	case quad.LangString:
		dst = binary.AppendUvarint(append(dst, kindLang), uint64(len(v.Lang)))
		dst = append(append(dst, v.Lang...), v.Value...)
	case quad.TypedString:
		dst = binary.AppendUvarint(append(dst, kindTyped), uint64(len(v.Type)))
		dst = append(append(dst, v.Type...), v.Value...)
	case quad.Int:
		dst = binary.BigEndian.AppendUint64(append(dst, kindInt), uint64(v))
	case quad.Float:
		dst = binary.BigEndian.AppendUint64(append(dst, kindFloat), math.Float64bits(float64(v)))
	case quad.Bool:
		b := byte(0)
		if v {
			b = 1
		}
		dst = append(dst, kindBool, b)
	case quad.Time:
		t := time.Time(v)
		dst = binary.BigEndian.AppendUint64(append(dst, kindTime), uint64(t.Unix()))
		dst = binary.BigEndian.AppendUint32(dst, uint32(t.Nanosecond()))
	default:
		return dst, fmt.Errorf("a value of type %T cannot be stored", v)
	}
	if len(dst)-start > MaxTerm {
		return dst[:start], fmt.Errorf("a term of %d bytes is longer than %d MiB", len(dst)-start, MaxTerm>>20)
	}
	return dst, nil
}

// Decode is the inverse of Append. It copies nothing: the texts of the term share the memory of s.
func Decode(s string) (quad.Value, error) {
	if s == "" {
		return nil, fmt.Errorf("%w: it is empty", ErrTerm)
	}
	kind, s := s[0], s[1:]
	switch kind {
	case kindIRI:
		return quad.IRI(s), nil
	case kindBNode:
		return quad.BNode(s), nil
	case kindString:
		return quad.String(s), nil
	case kindLang, kindTyped:
		head := []byte(s[:min(len(s), binary.MaxVarintLen64)])
		n, used := binary.Uvarint(head)
		if used <= 0 || n > uint64(len(s)-used) {
			return nil, fmt.Errorf("%w: its tag or type is longer than it", ErrTerm)
		}
		first, text := s[used:used+int(n)], s[used+int(n):]
		if kind == kindLang {
			return quad.LangString{Value: quad.String(text), Lang: first}, nil
		}
		return quad.TypedString{Value: quad.String(text), Type: quad.IRI(first)}, nil
	case kindInt:
		if len(s) == 8 {
			return quad.Int(binary.BigEndian.Uint64([]byte(s))), nil
		}
	case kindFloat:
		if len(s) == 8 {
			return quad.Float(math.Float64frombits(binary.BigEndian.Uint64([]byte(s)))), nil
		}
	case kindBool:
		if len(s) == 1 && s[0] <= 1 {
			return quad.Bool(s[0] == 1), nil
		}
	case kindTime:
		if len(s) == 12 {
			sec, nano := binary.BigEndian.Uint64([]byte(s)), binary.BigEndian.Uint32([]byte(s[8:]))
			if nano < 1e9 {
				return quad.Time(time.Unix(int64(sec), int64(nano)).UTC()), nil
			}
		}
	}
	return nil, fmt.Errorf("%w: kind %d of %d bytes", ErrTerm, kind, len(s))
}
