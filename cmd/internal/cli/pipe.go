package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strconv"
	"time"

	"quadrille/graph"

	"github.com/cayleygraph/quad"
)

type pipeCmd struct {
	Timeout   time.Duration `placeholder:"TIME" help:"Longest time for a query, such as 30s; 0 for any." default:"0"`
	MaxMemory int           `placeholder:"MIB" help:"Most memory that a query may hold; 1024 by default."`
	sourceFlags
}

func (*pipeCmd) Help() string {
	return `For programs that ask many queries. It prints {"ready":true}, then answers each line

    {"lang":"gizmo","q":"g.V(\"actor:russia\").out(\"rel:mediates\").all()","rows":true}

with one line

    {"n":1,"v":"","ns":81250,"err":"","columns":["id"],"rows":[["<urn:quadrille:process/talks>"]]}

until its input ends. lang is gizmo or path; without it the text tells. n is the number of rows, v the answer when that is one number, ns the time that it took, err what
was wrong. With "rows":false the rows are made and counted, not sent. "limit":N bounds the rows; "truncated":true then
says that there are more. Terms are written as N-Quads. Rows that the query does not order come in any order.

Example:

    echo '{"lang":"gizmo","q":"g.V().count()"}' | quadrille pipe --db peace`
}

// gcPercent lets the garbage of some hundred small queries gather before it is collected: the store lies in mapped files, so
// that the collector would else run every few megabytes.
const gcPercent = 400

// asked is a line of the input.
type asked struct {
	Lang  string `json:"lang"`
	Text  string `json:"q"`
	Rows  bool   `json:"rows"`
	Limit int    `json:"limit"`
}

// answered is a line of the output.
type answered struct {
	N         int         `json:"n"`
	Value     string      `json:"v"`
	Ns        int64       `json:"ns"`
	Err       string      `json:"err"`
	Truncated bool        `json:"truncated,omitempty"`
	Columns   []string    `json:"columns,omitempty"`
	Rows      [][]*string `json:"rows,omitempty"`
}

// Run answers until the input ends.
func (c *pipeCmd) Run(ctx context.Context, s *stdio) (err error) {
	if c.Timeout < 0 || c.MaxMemory < 0 {
		return fmt.Errorf("%w: --timeout and --max-memory take no negative values", errUsage)
	}
	g, bad := c.open(ctx, s)
	if g == nil {
		return bad
	}
	defer closing(g, &err)
	debug.SetGCPercent(gcPercent)
	if _, err := io.WriteString(s.out, "{\"ready\":true}\n"); err != nil {
		return err
	}
	in := bufio.NewReaderSize(s.in, 1<<16)
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := readLine(in)
		if errors.Is(err, io.EOF) {
			return bad
		}
		if err != nil {
			return err
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		out.Reset()
		if err := encoder.Encode(c.answer(ctx, g, line)); err != nil {
			return err
		}
		if _, err := s.out.Write(out.Bytes()); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return interruption(ctx)
		}
	}
}

// readLine reads a line of any length up to maxQuery. io.EOF comes alone.
func readLine(in *bufio.Reader) ([]byte, error) {
	var whole []byte
	for {
		part, err := in.ReadSlice('\n')
		if len(whole)+len(part) > maxQuery {
			return nil, fmt.Errorf("a line of the input is longer than %d MiB", maxQuery>>20)
		}
		switch {
		case err == nil && whole == nil:
			return part, nil
		case err == nil || errors.Is(err, io.EOF) && len(whole)+len(part) > 0:
			return append(whole, part...), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
		whole = append(whole, part...)
	}
}

func (c *pipeCmd) answer(ctx context.Context, g *graph.Graph, line []byte) answered {
	begun := time.Now()
	var q asked
	if err := json.Unmarshal(line, &q); err != nil {
		return answered{Err: "the line is no JSON object of a query: " + err.Error()}
	}
	if c.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.Timeout)
		defer cancel()
	}
	rows, err := g.Query(ctx, graph.Request{Text: q.Text, Lang: graph.Language(q.Lang), Limit: q.Limit, AnyOrder: true, Counted: !q.Rows, Memory: c.MaxMemory << 20})
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("the query took too long: it was stopped after %v", c.Timeout)
	}
	if err != nil {
		return answered{Err: err.Error(), Ns: time.Since(begun).Nanoseconds()}
	}
	a := answered{N: rows.Count(), Columns: rows.Columns()}
	if !q.Rows {
		a.Columns = nil
	}
	for rows.Next() {
		if a.N == 1 && len(rows.Row()) == 1 {
			if n, ok := rows.Row()[0].(quad.Int); ok {
				a.Value = strconv.FormatInt(int64(n), 10)
			}
		}
		if q.Rows {
			a.Rows = append(a.Rows, cells(rows.Row()))
		}
	}
	a.Truncated = rows.Truncated()
	a.Ns = time.Since(begun).Nanoseconds()
	return a
}

// cells are values as N-Quads, null for none.
func cells(row []quad.Value) []*string {
	out := make([]*string, len(row))
	for i, v := range row {
		if v != nil {
			s := v.String()
			out[i] = &s
		}
	}
	return out
}
