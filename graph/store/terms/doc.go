// Package terms keeps the dictionary of a store: terms as bytes, and IDs for them.
//
// Append and Decode turn a term into bytes and back; terms are equal when their bytes are. A Dict gives IDs to terms as
// they come. A Frozen is what a Dict was, as it lies in a file.
package terms
