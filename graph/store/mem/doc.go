// Package mem keeps a store in memory: a dictionary, and quads in sorted tables (package table). What is added waits
// unsorted until somebody reads. It is quick to fill and as quick to read as the store on disk, and takes about 100
// bytes a quad.
package mem
