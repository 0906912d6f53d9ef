// Command quadrille reads news articles into a graph of who says and does what, and answers questions about it.
package main

import (
	"context"
	"os"

	"quadrille/cmd/internal/cli"
)

func main() {
	os.Exit(cli.Main(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
