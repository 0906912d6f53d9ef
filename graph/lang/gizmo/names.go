package gizmo

import (
	"maps"
	"slices"
)

// Names are what the language consists of, each in its first spelling, sorted: the methods of paths, the methods of g, and
// the functions.
func Names() (ofPaths, ofGraph, functionNames []string) {
	return slices.Sorted(maps.Keys(methods)), slices.Sorted(maps.Keys(graphFunctions)), slices.Sorted(maps.Keys(functions))
}
