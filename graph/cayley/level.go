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

// level is a LevelDB for reading, as hidalgo, and Cayley above it, wants a database.
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

func (l *level) Tx(rw bool) (flat.Tx, error) {
	if rw {
		return nil, flat.ErrReadOnly
	}
	sn, err := l.db.GetSnapshot()
	if err != nil {
		return nil, err
	}
	return levelTx{sn}, nil
}

// levelTx reads a snapshot.
type levelTx struct{ sn *leveldb.Snapshot }

func (tx levelTx) Commit(context.Context) error { return tx.Close() }

func (tx levelTx) Close() error {
	tx.sn.Release()
	return nil
}

func (tx levelTx) Get(_ context.Context, key flat.Key) (flat.Value, error) {
	v, err := tx.sn.Get(key, nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return nil, flat.ErrNotFound
	}
	return v, err
}

func (tx levelTx) GetBatch(ctx context.Context, keys []flat.Key) ([]flat.Value, error) {
	return flat.GetBatch(ctx, tx, keys)
}

func (levelTx) Put(flat.Key, flat.Value) error { return flat.ErrReadOnly }

func (levelTx) Del(flat.Key) error { return flat.ErrReadOnly }

func (tx levelTx) Scan(prefix flat.Key) flat.Iterator {
	return &levelIterator{it: tx.sn.NewIterator(util.BytesPrefix(prefix), &opt.ReadOptions{Strict: opt.StrictAll})}
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
