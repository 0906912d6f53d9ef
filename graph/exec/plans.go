package exec

import (
	"slices"
	"sync"

	"quadrille/graph/algebra"
)

// Plans keeps plans by the shape of their operators (algebra.Shape), for callbacks that run one path from many nodes and for
// texts that are asked again. A plan is right for any state of a store; it is good for states like that it was made for. It
// may be used by several goroutines.
type Plans struct {
	mu    sync.Mutex
	plans map[string]kept
}

// kept is a plan for the columns vars.
type kept struct {
	plan *algebra.Plan
	vars []algebra.Var
}

// maxPlans is how many plans are kept.
const maxPlans = 1024

func (p *Plans) of(shape string, vars []algebra.Var) *algebra.Plan {
	p.mu.Lock()
	defer p.mu.Unlock()
	if k, ok := p.plans[shape]; ok && slices.Equal(k.vars, vars) {
		return k.plan
	}
	return nil
}

func (p *Plans) keep(shape string, vars []algebra.Var, plan *algebra.Plan) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.plans == nil || len(p.plans) >= maxPlans {
		p.plans = map[string]kept{}
	}
	p.plans[shape] = kept{plan, slices.Clone(vars)}
}
