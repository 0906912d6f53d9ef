package cayley

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/hidal-go/hidalgo/kv/flat"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/filter"
	"github.com/syndtr/goleveldb/leveldb/iterator"
	"github.com/syndtr/goleveldb/leveldb/journal"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// level is a LevelDB as hidalgo, and Cayley above it, wants a database.
//
// It takes the place of hidalgo's own binding, whose transactions make a table file each and sync it and the manifest:
// 88 ms for an article of 176 quads where a batch in the journal takes 10 (2026-11-25, docs/storage.md).
// Here a transaction that writes gathers one leveldb.Batch, which the journal holds whole or not at all, and syncs once.
type level struct {
	db *leveldb.DB
}

func openLevel(dir string, o opt.Options) (*level, error) {
	o.Filter = filter.NewBloomFilter(10)
	o.BlockCacheCapacity = 32 << 20
	o.WriteBuffer = 32 << 20
	o.CompactionTableSize = 8 << 20
	o.CompactionTotalSize = 64 << 20
	if err := verifyJournals(dir); err != nil {
		return nil, err
	}
	db, err := leveldb.OpenFile(dir, &o)
	if err != nil {
		return nil, err
	}
	return &level{db}, nil
}

// verifyJournals tells a journal that a power failure or a full disk cut short, whose end nobody was told is stored,
// from one that is damaged before its end. LevelDB drops what it cannot read of either without a word; its strict mode
// refuses both.
func verifyJournals(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := verifyJournal(name); err != nil {
			return err
		}
	}
	return nil
}

// drops notes the first piece of a journal that cannot be read.
type drops struct{ first error }

func (d *drops) Drop(err error) {
	if d.first == nil {
		d.first = err
	}
}

func verifyJournal(name string) (err error) {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var dropped drops
	records := journal.NewReader(bufio.NewReader(f), &dropped, false, true)
	for {
		record, err := records.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, record)
		if err == nil && dropped.first != nil {
			return fmt.Errorf("%w: %s: %v", ErrCorrupted, filepath.Base(name), dropped.first)
		}
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
	}
}

func (l *level) Close() error { return l.db.Close() }

// verify reads all keys and values, so that a block whose checksum is wrong is found wherever it is.
func (l *level) verify(ctx context.Context) error {
	it := l.db.NewIterator(nil, &opt.ReadOptions{DontFillCache: true, Strict: opt.StrictAll})
	defer it.Release()
	for n := 0; it.Next(); n++ {
		if n&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return it.Error()
}

func (l *level) Tx(rw bool) (flat.Tx, error) {
	sn, err := l.db.GetSnapshot()
	if err != nil {
		return nil, err
	}
	tx := &levelTx{sn: sn}
	if rw {
		tx.db, tx.batch, tx.written = l.db, new(leveldb.Batch), map[string][]byte{}
	}
	return tx, nil
}

// levelTx reads a snapshot and, if it writes, what it has written.
type levelTx struct {
	sn      *leveldb.Snapshot
	db      *leveldb.DB // nil for one that only reads
	batch   *leveldb.Batch
	written map[string][]byte // nil for what is deleted
}

func (tx *levelTx) Commit(ctx context.Context) error {
	defer tx.sn.Release()
	if tx.db == nil || tx.batch.Len() == 0 {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	batch := tx.batch
	tx.batch, tx.written = new(leveldb.Batch), nil
	return tx.db.Write(batch, &opt.WriteOptions{Sync: true})
}

func (tx *levelTx) Close() error {
	tx.sn.Release()
	return nil
}

func (tx *levelTx) Get(_ context.Context, key flat.Key) (flat.Value, error) {
	if v, ok := tx.written[string(key)]; ok {
		if v == nil {
			return nil, flat.ErrNotFound
		}
		return v, nil
	}
	v, err := tx.sn.Get(key, nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return nil, flat.ErrNotFound
	}
	return v, err
}

func (tx *levelTx) GetBatch(ctx context.Context, keys []flat.Key) ([]flat.Value, error) {
	if tx.db != nil && oneIndex(keys) {
		return make([]flat.Value, len(keys)), nil
	}
	return flat.GetBatch(ctx, tx, keys)
}

// oneIndex tells whether all keys are of one index. So asks kv.QuadStore only before it writes index entries, for what
// they hold so far; before it decides whether a quad exists, it asks all indexes for that one. An entry of ours is that
// of one quad, and a quad that is added is not there, so that an entry can hold nothing but the IDs of removed quads, and
// may be written over. Not reading them saves a third of the time of loading.
func oneIndex(keys []flat.Key) bool {
	for _, k := range keys {
		if indexPrefix(k) == "" || indexPrefix(k) != indexPrefix(keys[0]) {
			return false
		}
	}
	return len(keys) > 0
}

// indexPrefix is the bucket of an index's key, "" of others.
func indexPrefix(k flat.Key) string {
	if len(k) > 5 && k[4] == '/' {
		switch b := string(k[:5]); b {
		case "spoc/", "posc/", "ospc/", "cspo/":
			return b
		}
	}
	return ""
}

func (tx *levelTx) Put(k flat.Key, v flat.Value) error {
	if tx.db == nil {
		return flat.ErrReadOnly
	}
	tx.batch.Put(k, v)
	tx.written[string(k)] = append([]byte{}, v...)
	return nil
}

func (tx *levelTx) Del(k flat.Key) error {
	if tx.db == nil {
		return flat.ErrReadOnly
	}
	tx.batch.Delete(k)
	tx.written[string(k)] = nil
	return nil
}

func (tx *levelTx) Scan(prefix flat.Key) flat.Iterator {
	it := &levelIterator{it: tx.sn.NewIterator(util.BytesPrefix(prefix), nil)}
	if len(tx.written) > 0 {
		it.err = errors.New("a transaction cannot scan what it has written") // Cayley never does
	}
	return it
}

type levelIterator struct {
	it  iterator.Iterator
	err error
}

func (it *levelIterator) Next(ctx context.Context) bool {
	if it.err == nil {
		it.err = ctx.Err()
	}
	return it.err == nil && it.it.Next()
}
func (it *levelIterator) Key() flat.Key   { return it.it.Key() }
func (it *levelIterator) Val() flat.Value { return it.it.Value() }
func (it *levelIterator) Err() error      { return errors.Join(it.err, it.it.Error()) }
func (it *levelIterator) Close() error {
	it.it.Release()
	return it.Err()
}

// missing tells whether an error means that a file of the database is not there.
func missing(err error) bool { return errors.Is(err, os.ErrNotExist) }
