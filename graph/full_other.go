//go:build !unix

package graph

import "strings"

// diskFull tells whether err comes of a full disk.
func diskFull(err error) bool {
	return strings.Contains(err.Error(), "no space left") || strings.Contains(err.Error(), "not enough space")
}
