package graph

import (
	"sync"
	"time"
)

// workers run queries: goroutines that stay for a while, because growing a fresh one's stack takes as long as a small query.
type workers struct {
	once sync.Once
	jobs chan func()
}

// workerIdle is how long a worker waits for more to do.
const workerIdle = time.Second

// do runs f on a worker and does not wait for it.
func (w *workers) do(f func()) {
	w.once.Do(func() { w.jobs = make(chan func()) })
	select {
	case w.jobs <- f:
	default:
		go w.work(f)
	}
}

func (w *workers) work(f func()) {
	idle := time.NewTimer(workerIdle)
	defer idle.Stop()
	for {
		f()
		idle.Reset(workerIdle)
		select {
		case f = <-w.jobs:
		case <-idle.C:
			return
		}
	}
}
