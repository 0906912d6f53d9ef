// Package cayley makes stores of github.com/cayleygraph/cayley v0.7.7 into stores of graph/store: NewMemory its
// memstore, OpenDisk its key-value store on LevelDB. It is the only package that knows Cayley.
//
// Of Cayley this package uses the stores alone. Its query side (package path and the Gizmo session) is not used,
// because its answers cannot be made right from outside: a step taken over quads that several labels vouch for is
// taken once for each label, two saves give no cross product, recursion stops at 50 steps, getLimit(n) holds for what
// follows, numbers of two types do not compare, texts never match names, an argument of the wrong type panics in a
// goroutine and ends the process, and a query whose time is over reads on. Paths are run by graph/exec over the pattern
// scans of this package. faults_test.go shows these faults in Cayley; graph/testdata/query shows them absent here.
//
// Faults of Cayley's stores that are worked around here, those that show from outside with a test:
//
//   - A batch that fails leaves index entries, terms and counters of it in the key-value QuadStore's memory, and the
//     next batch writes them (kv.QuadStore.mapBucket, valueLRU). After a failed batch the QuadStore is made anew over
//     the database.
//   - Adding a quad that is there counts its terms again, so that they outlive the quad; removing one that is not there
//     counts them down. Callers of Add and Remove do neither: the façade looks first.
//   - A batch that adds a quad over a term and removes more quads over it adds the quad without the term. Adding and
//     removing are batches of their own.
//   - The bloom filters take 300 MB whatever the store holds: no_bloom.
//   - With the default indexes, (subject, predicate) and (object, predicate, subject), everything that an actor's
//     articles say of it in common lies in one value that each article rewrites, and a label or a predicate is found by
//     reading the whole store. Four indexes of the whole quad take their place.
//   - Errors below an iterator are logged, or read as "no such term": terms are looked up in batches, which give them,
//     and iterators are asked for theirs.
//   - LevelDB drops a damaged piece of its journal without a word, and the articles in it: journals are read through
//     before they are opened (level.go).
//   - memstore takes a blank node called memnodeN for its internal node N: refused by name.
//   - memstore's iterators over everything write a flag without a lock: made one at a time.
//   - Logs go to standard error: switched off.
//
// What it cannot do: forget. The index entries of removed quads stay in the files of the disk store, and are skipped.
package cayley
