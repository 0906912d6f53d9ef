package cayley

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/cayley/clog"
	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
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

// Disk is a store that version 1 of this program kept in a folder, open for reading: Cayley's key-value layout in a
// LevelDB.
//
// Keys, joined by '/' with '/' and '\' escaped by '\' (hidalgo/kv/flat):
//
//	meta/version, meta/size, meta/horizon      little-endian int64: 2, quads, last ID given
//	meta/indexes                               JSON of the indexes
//	log/ID                                     term or quad as a protobuf Primitive; a removed quad is marked Deleted
//	vHH/HASH, nHH/HASH                         ID of a term, and how many quads hold it, by SHA-1
//	spoc/SPOC, posc/…, ospc/…, cspo/…          varint IDs of the quads with these term IDs, each 8 bytes big-endian
type Disk struct {
	db hidalgo.KV
	qs *kv.QuadStore
}

var noBloom = cayley.Options{kv.OptNoBloom: true}

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
	qs, err := kv.New(db, noBloom)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %v", ErrCorrupted, err), db.Close())
	}
	return &Disk{db: db, qs: qs.(*kv.QuadStore)}, nil
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

// Close closes the database.
func (d *Disk) Close() error { return d.db.Close() }

// Quads yields all quads. It stops at the first error, which it yields.
func (d *Disk) Quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		if _, err := d.qs.Stats(ctx, false); errors.Is(err, kv.ErrNoBucket) { // nothing was ever written
			return
		}
		for q, err := range quadsOf(ctx, d.qs) {
			if !yield(q, damage(err)) || err != nil {
				return
			}
		}
	}
}
