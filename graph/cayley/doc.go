// Package cayley is the bridge to github.com/cayleygraph/cayley v0.7.7, and the only package that knows it.
//
// Open reads the stores that Cayley keeps in folders, OpenDisk those that version 1 of this program kept in Cayley's
// layout. NewQuadStore makes one of our stores a QuadStore, for programs that use Cayley; Cayley's own tests of a QuadStore
// pass on it.
//
// Neither Cayley's stores nor its query side are used any longer. faults_test.go shows why:
//
//   - a batch that fails spoils the next; one that adds and removes loses terms; a blank node called memnodeN is taken for
//     an internal one;
//   - a step over quads that several labels vouch for is taken once for each label, two saves give no cross product,
//     recursion stops at 50 steps, getLimit(n) holds for what follows, numbers of two types do not compare, texts never
//     match names, and an argument of the wrong type panics in a goroutine and ends the process.
//
// Of the reading it is known that LevelDB drops a damaged piece of its journal without a word: OpenDisk reads journals
// through before (level.go). Logs go to standard error: switched off.
package cayley
