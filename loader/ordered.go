package loader

import (
	"context"
	"iter"
	"sync"
)

// ordered yields do(0) … do(n-1) in this order while jobs of them run at the same time. At most 2*jobs results are under way
// or wait to be yielded: whoever is ahead waits for the slowest. It ends early when ctx does or the caller breaks off; either
// way no call of do outlives it.
func ordered[T any](ctx context.Context, jobs, n int, do func(ctx context.Context, i int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()

		type slot struct {
			i      int
			result chan T // of one, so that no worker waits for the reader
		}
		work := make(chan slot)
		queue := make(chan slot, 2*jobs-1) // in order; one more is awaited

		running.Go(func() {
			defer close(work)
			defer close(queue)
			for i := range n {
				s := slot{i, make(chan T, 1)}
				select {
				case queue <- s:
				case <-ctx.Done():
					return
				}
				select {
				case work <- s:
				case <-ctx.Done():
					return
				}
			}
		})
		for range min(jobs, n) {
			running.Go(func() {
				for s := range work {
					s.result <- do(ctx, s.i)
				}
			})
		}
		for s := range queue {
			select {
			case r := <-s.result:
				if ctx.Err() != nil || !yield(r) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}
