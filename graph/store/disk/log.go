package disk

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"quadrille/graph/store/table"
	"quadrille/graph/store/terms"
)

// A log file begins with
//
//	0  8  magic
//	8  4  the number of the file
//	12 4  CRC-32C of the 12 bytes before
//
// and goes on with records:
//
//	0  4  marker, four bytes 0x5a
//	4  4  length of the payload
//	8  4  CRC-32C of the payload
//	12 4  CRC-32C of the 12 bytes before
//	16 …  payload: varints, and the bytes of terms
//	        kind: 1 adds, 2 removes
//	        the largest ID before; how many terms; of each, its length and bytes: they have the IDs that follow
//	        how many quads; of each: subject, predicate, object, label
//	        a byte 0xa5
//
// A crash cuts a record that was not synced short, or leaves zeros where a sector of it was not written. Neither end of a
// record is a zero, so that a missing sector shows at its ends too. Any other record that does not fit its checksums is
// damage.
const (
	magicLog   = "QUADLOG\x00"
	logHead    = 16
	recordHead = 16
	marker     = 0x5a5a5a5a
	lastByte   = 0xa5
	sector     = 512 // what a disk writes whole or not at all
	kindAdd    = 1
	kindRemove = 2
)

// record is a batch.
type record struct {
	kind  byte
	base  uint32
	terms [][]byte
	quads []table.Quad
}

func (r *record) append(dst []byte) []byte {
	start := len(dst)
	dst = append(dst, make([]byte, recordHead)...)
	dst = append(dst, r.kind)
	dst = binary.AppendUvarint(dst, uint64(r.base))
	dst = binary.AppendUvarint(dst, uint64(len(r.terms)))
	for _, t := range r.terms {
		dst = binary.AppendUvarint(dst, uint64(len(t)))
		dst = append(dst, t...)
	}
	dst = binary.AppendUvarint(dst, uint64(len(r.quads)))
	for _, q := range r.quads {
		for _, id := range [4]uint32{q.S, q.P, q.O, q.L} {
			dst = binary.AppendUvarint(dst, uint64(id))
		}
	}
	dst = append(dst, lastByte)
	head, payload := dst[start:], dst[start+recordHead:]
	binary.LittleEndian.PutUint32(head, marker)
	binary.LittleEndian.PutUint32(head[4:], uint32(len(payload)))
	binary.LittleEndian.PutUint32(head[8:], table.Sum(payload))
	binary.LittleEndian.PutUint32(head[12:], table.Sum(head[:12]))
	return dst
}

var errPayload = errors.New("a record is not what was written")

// parse reads a payload whose checksum is right.
func (r *record) parse(p []byte) error {
	bad := false
	number := func(most uint64) uint64 {
		n, used := binary.Uvarint(p)
		if used <= 0 || n > most {
			bad = true
			p = nil
			return 0
		}
		p = p[used:]
		return n
	}
	r.kind = byte(number(kindRemove))
	r.base = uint32(number(1<<32 - 1))
	for n := number(uint64(len(p))); n > 0 && !bad; n-- {
		size := number(uint64(len(p)))
		if size > uint64(len(p)) {
			return errPayload
		}
		r.terms = append(r.terms, p[:size])
		p = p[size:]
	}
	n := number(uint64(len(p)))
	if bad || r.kind != kindAdd && r.kind != kindRemove {
		return errPayload
	}
	r.quads = make([]table.Quad, 0, min(n, uint64(len(p)/4+1)))
	for ; n > 0 && !bad; n-- {
		var q table.Quad
		for _, to := range [4]*uint32{&q.S, &q.P, &q.O, &q.L} {
			*to = uint32(number(1<<32 - 1))
		}
		r.quads = append(r.quads, q)
	}
	if bad || len(p) != 1 || p[0] != lastByte {
		return errPayload
	}
	return nil
}

func logHeader(n uint64) []byte {
	h := append([]byte(magicLog), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(h[8:], uint32(n))
	return binary.LittleEndian.AppendUint32(h, table.Sum(h))
}

// readLog calls f with each record, and gives the length of the log up to where its writing was cut short.
func readLog(name string, n uint64, data []byte, f func(*record) error) (size int64, err error) {
	fault := func(at int, err error) error {
		return fmt.Errorf("%w: %s, the record at byte %d: %w", ErrDamaged, name, at, err)
	}
	if !bytes.HasPrefix(data, logHeader(n)) {
		return 0, fmt.Errorf("%w: %s: its head is spoiled", ErrDamaged, name)
	}
	at := logHead
	for at < len(data) {
		left := data[at:]
		if len(left) < recordHead {
			return int64(at), nil
		}
		if table.Sum(left[:12]) != binary.LittleEndian.Uint32(left[12:]) || binary.LittleEndian.Uint32(left) != marker {
			if unwritten(data, at, at+recordHead) {
				return int64(at), nil
			}
			return 0, fault(at, errors.New("its head is spoiled"))
		}
		length := binary.LittleEndian.Uint32(left[4:])
		if uint64(length) > uint64(len(left)-recordHead) {
			return int64(at), nil
		}
		end := at + recordHead + int(length)
		payload := data[at+recordHead : end]
		if table.Sum(payload) != binary.LittleEndian.Uint32(left[8:]) {
			if unwritten(data, at, end) {
				return int64(at), nil
			}
			return 0, fault(at, errors.New("it is spoiled"))
		}
		var r record
		if err := r.parse(payload); err != nil {
			return 0, fault(at, err)
		}
		if err := f(&r); err != nil {
			return 0, fault(at, err)
		}
		at = end
	}
	return int64(at), nil
}

// unwritten tells whether a sector's part of the bytes from lo up to hi is nothing but zeros.
func unwritten(data []byte, lo, hi int) bool {
	for lo < hi {
		next := min(hi, (lo/sector+1)*sector)
		if len(bytes.TrimLeft(data[lo:next], "\x00")) == 0 {
			return true
		}
		lo = next
	}
	return false
}

// replay applies a record to what the log has brought so far.
func (r *record) replay(d *terms.Dict, l *table.Levels) error {
	if r.base != d.Max() {
		return fmt.Errorf("its terms begin after the ID %d, not %d", r.base, d.Max())
	}
	for i, t := range r.terms {
		id, err := d.Put(t)
		if err != nil {
			return err
		}
		if id != r.base+1+uint32(i) {
			return fmt.Errorf("the term with the ID %d is there with the ID %d", r.base+1+uint32(i), id)
		}
	}
	for _, q := range r.quads {
		if q.S == 0 || q.P == 0 || q.O == 0 || max(q.S, q.P, q.O, q.L) > d.Max() {
			return fmt.Errorf("it has a quad of no terms, %v", q)
		}
	}
	if r.kind == kindRemove {
		return l.Remove(r.quads)
	}
	return l.Add(r.quads, d.Max())
}
