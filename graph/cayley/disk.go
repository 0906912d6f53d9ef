package cayley

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"

	"quadrille/graph/store"

	"github.com/cayleygraph/cayley/clog"
	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	leveldb "github.com/syndtr/goleveldb/leveldb/errors"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
)

// Cayley logs to standard error what it also returns as an error, or passes over; the library offers no other way than
// this global switch.
func init() { clog.SetLogger(nil) }

// ErrCorrupted is what OpenDisk wraps when the files of a store do not fit together.
var ErrCorrupted = errors.New("the files of the store are corrupted")

// Disk is a store in a folder: Cayley's key-value layout in a LevelDB.
//
// Keys, joined by '/' with '/' and '\' escaped by '\' (hidalgo/kv/flat):
//
//	meta/version, meta/size, meta/horizon      little-endian int64: 2, quads, last ID given
//	meta/indexes                               JSON of the indexes below
//	log/ID                                     term or quad as a protobuf Primitive; a removed quad is marked Deleted
//	vHH/HASH, nHH/HASH                         ID of a term, and how many quads hold it, by SHA-1
//	spoc/SPOC, posc/…, ospc/…, cspo/…          varint IDs of the quads with these term IDs, each 8 bytes big-endian
type Disk struct {
	files *level
	db    hidalgo.KV // files, as Cayley wants them
	qs    *kv.QuadStore
}

var _ store.Store = (*Disk)(nil)

// indexes serve a pattern by the longest prefix that is bound: all of it, except that a label beside a predicate or an
// object alone is filtered.
var indexes = []kv.QuadIndex{
	{Dirs: []quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label}},
	{Dirs: []quad.Direction{quad.Predicate, quad.Object, quad.Subject, quad.Label}},
	{Dirs: []quad.Direction{quad.Object, quad.Subject, quad.Predicate, quad.Label}},
	{Dirs: []quad.Direction{quad.Label, quad.Subject, quad.Predicate, quad.Object}},
}

// Snapshot implements store.Store. Nobody may write while it is open.
func (d *Disk) Snapshot(ctx context.Context) (store.Snapshot, error) {
	s, err := newSorted(ctx, d)
	if err != nil {
		return nil, err
	}
	return still{diskReader{d, s}}, nil
}

type diskReader struct {
	*Disk
	*sorted
}

// Nodes implements store.Reader.
func (r diskReader) Nodes(ctx context.Context) iter.Seq2[store.ID, error] { return r.Disk.Nodes(ctx) }

func (r diskReader) scanAll(ctx context.Context, p store.Quad) iter.Seq2[store.Quad, error] {
	return r.Disk.scanAll(ctx, p)
}

var noBloom = cayley.Options{kv.OptNoBloom: true}

// CreateDisk makes an empty store in dir, which must not exist.
func CreateDisk(ctx context.Context, dir string) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	files, err := openLevel(dir, opt.Options{ErrorIfExist: true})
	if err != nil {
		return err
	}
	db := flat.Upgrade(files)
	if err := kv.Init(db, noBloom); err != nil {
		return errors.Join(err, db.Close())
	}
	data, err := json.Marshal(indexes)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	err = hidalgo.Update(ctx, db, func(tx hidalgo.Tx) error {
		return tx.Put(hidalgo.SKey("meta", "indexes"), data)
	})
	return errors.Join(err, db.Close())
}

// OpenDisk opens the store in dir. Errors: ErrCorrupted, and what the file system says.
func OpenDisk(dir string) (*Disk, error) {
	files, err := openLevel(dir, opt.Options{ErrorIfMissing: true})
	if err != nil {
		if missing(err) {
			err = fmt.Errorf("%w: %v", ErrCorrupted, err)
		}
		return nil, damage(err)
	}
	db := flat.Upgrade(files)
	d := &Disk{files: files, db: db}
	if err := d.renew(); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %v", ErrCorrupted, err), db.Close())
	}
	return d, nil
}

// damage marks an error that comes of files that do not fit together.
func damage(err error) error {
	var table *leveldb.ErrCorrupted // leveldb.IsCorrupted does not look into errors that wrap it
	var file *storage.ErrCorrupted
	if (errors.As(err, &table) || errors.As(err, &file)) && !errors.Is(err, ErrCorrupted) {
		return fmt.Errorf("%w: %v", ErrCorrupted, err)
	}
	return err
}

// renew makes the QuadStore anew over the database: what it kept in memory is gone.
func (d *Disk) renew() error {
	qs, err := kv.New(d.db, noBloom)
	if err != nil {
		return err
	}
	d.qs = qs.(*kv.QuadStore)
	return nil
}

// Close closes the database.
func (d *Disk) Close() error { return d.db.Close() }

// Len implements store.Store.
func (d *Disk) Len(ctx context.Context) (int, error) {
	st, err := d.qs.Stats(ctx, false)
	if errors.Is(err, kv.ErrNoBucket) { // nothing was ever written
		return 0, nil
	}
	return int(st.Quads.Size), damage(err)
}

// ID implements store.Reader.
func (d *Disk) ID(ctx context.Context, v quad.Value) (store.ID, error) {
	if v == nil {
		return 0, nil
	}
	refs, err := d.qs.RefsOf(ctx, []quad.Value{v})
	if err != nil {
		return 0, damage(err)
	}
	return store.ID(refs[0].(kv.Int64Value)), nil
}

// Values implements store.Reader.
func (d *Disk) Values(ctx context.Context, ids []store.ID) ([]quad.Value, error) {
	refs := make([]cayley.Ref, len(ids))
	for i, id := range ids {
		if id != 0 {
			refs[i] = kv.Int64Value(id)
		}
	}
	out, err := d.qs.ValuesOf(ctx, refs)
	if err != nil {
		return nil, damage(err)
	}
	for i, v := range out {
		if v == nil && ids[i] != 0 {
			return nil, fmt.Errorf("%w: no term has the ID %d", ErrCorrupted, ids[i])
		}
	}
	return out, nil
}

// scanAll reads the longest prefix that an index has.
func (d *Disk) scanAll(ctx context.Context, p store.Quad) iter.Seq2[store.Quad, error] {
	var best kv.QuadIndex
	var prefix []uint64
	for _, ind := range indexes {
		var bound []uint64
		for _, dir := range ind.Dirs {
			id := at(p, dir)
			if id == 0 {
				break
			}
			bound = append(bound, uint64(id))
		}
		if len(bound) > len(prefix) || best.Dirs == nil {
			best, prefix = ind, bound
		}
	}
	return d.scan(ctx, kv.NewQuadIterator(d.qs, best, prefix), p)
}

func at(q store.Quad, d quad.Direction) store.ID {
	switch d {
	case quad.Subject:
		return q.Subject
	case quad.Predicate:
		return q.Predicate
	case quad.Object:
		return q.Object
	default:
		return q.Label
	}
}

func (d *Disk) scan(ctx context.Context, it cayley.Iterator, p store.Quad) iter.Seq2[store.Quad, error] {
	return func(yield func(store.Quad, error) bool) {
		defer it.Close()
		for n := 0; it.Next(ctx); n++ {
			if n&63 == 0 && ctx.Err() != nil {
				break
			}
			prim, ok := it.Result().(*proto.Primitive)
			if !ok {
				yield(store.Quad{}, fmt.Errorf("a scan gave %T instead of a quad", it.Result()))
				return
			}
			q := store.Quad{Subject: store.ID(prim.Subject), Predicate: store.ID(prim.Predicate), Object: store.ID(prim.Object), Label: store.ID(prim.Label)}
			if p.Matches(q) && !yield(q, nil) {
				return
			}
		}
		if err := cmpErr(ctx.Err(), it.Err()); err != nil {
			yield(store.Quad{}, damage(err))
		}
	}
}

// Nodes implements store.Reader.
func (d *Disk) Nodes(ctx context.Context) iter.Seq2[store.ID, error] {
	return func(yield func(store.ID, error) bool) {
		it := d.qs.NodesAllIterator()
		defer it.Close()
		for n := 0; it.Next(ctx); n++ {
			if n&63 == 0 && ctx.Err() != nil {
				break
			}
			if !yield(store.ID(it.Result().(kv.Int64Value)), nil) {
				return
			}
		}
		if err := cmpErr(ctx.Err(), it.Err()); err != nil {
			yield(0, damage(err))
		}
	}
}

// Add implements store.Store: one transaction, synced to the disk.
func (d *Disk) Add(ctx context.Context, quads []quad.Quad) error {
	return d.apply(ctx, deltas(cayley.Add, quads))
}

// Remove implements store.Store: one transaction, synced to the disk.
func (d *Disk) Remove(ctx context.Context, quads []quad.Quad) error {
	return d.apply(ctx, deltas(cayley.Delete, quads))
}

func (d *Disk) apply(ctx context.Context, deltas []cayley.Delta) error {
	if err := ctx.Err(); err != nil || len(deltas) == 0 {
		return err
	}
	if err := d.qs.ApplyDeltas(deltas, cayley.IgnoreOpts{}); err != nil {
		return errors.Join(damage(err), d.renew())
	}
	return nil
}

// Check implements store.Store: every block of the files has its checksum, and every index holds the quads of the log,
// neither more nor others.
func (d *Disk) Check(ctx context.Context) ([]string, error) {
	if err := d.files.verify(ctx); err != nil {
		return nil, damage(err)
	}
	var faults []string
	want, err := d.sum(ctx, d.qs.QuadsAllIterator())
	if err != nil {
		return nil, err
	}
	size, err := d.Len(ctx)
	if err != nil {
		return nil, err
	}
	if size != want.quads {
		faults = append(faults, fmt.Sprintf("the store counts %d quads and holds %d", size, want.quads))
	}
	for _, ind := range indexes {
		got, err := d.sum(ctx, kv.NewQuadIterator(d.qs, ind, nil))
		if err != nil {
			return nil, err
		}
		if got != want {
			faults = append(faults, fmt.Sprintf("the index by %v holds other quads (%d) than the store (%d)", ind.Dirs, got.quads, want.quads))
		}
	}
	return faults, nil
}

// digest is a count of quads and a sum of their hashes, whatever their order.
type digest struct {
	quads int
	sum   uint64
}

func (d *Disk) sum(ctx context.Context, it cayley.Iterator) (digest, error) {
	var s digest
	for q, err := range d.scan(ctx, it, store.Quad{}) {
		if err != nil {
			return s, err
		}
		s.quads++
		h := uint64(14695981039346656037)
		for _, id := range []store.ID{q.Subject, q.Predicate, q.Object, q.Label} {
			h = (h ^ uint64(id)) * 0x9E3779B97F4A7C15
			h ^= h >> 29
		}
		s.sum += h
	}
	return s, nil
}
