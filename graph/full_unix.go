//go:build unix

package graph

import (
	"errors"
	"strings"
	"syscall"
)

// diskFull tells whether err comes of a full disk or an exhausted quota.
func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || strings.Contains(err.Error(), syscall.ENOSPC.Error())
}
