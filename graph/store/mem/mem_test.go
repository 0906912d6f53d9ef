package mem_test

import (
	"testing"

	"quadrille/graph/store"
	"quadrille/graph/store/mem"
	"quadrille/graph/store/storetest"
)

func TestMem(t *testing.T) {
	storetest.Run(t, func(testing.TB) (store.Store, func() store.Store) { return mem.New(), nil })
}
