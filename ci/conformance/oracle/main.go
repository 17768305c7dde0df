// Command oracle asks OPA itself: it prepares cases with the answers that OPA's own evaluator
// gives, compiled to plans and to WebAssembly, for other runtimes to be compared with.
package main

import (
	"fmt"
	"os"
)

const usage = `usage: oracle COMMAND [flags]

  cases      OPA's own conformance cases
  programs   generated policies with generated inputs
  calls      generated calls of builtins
  minimise   makes a generated program that fails as small as it goes
  show       a generated program
  ask        a program and queries of one's own
  builtins   the names of OPA's builtins that depend on nothing but their arguments

Each command names its flags with -h.
`

var commands = map[string]func([]string) error{
	"cases":    runCases,
	"programs": runPrograms,
	"calls":    runCalls,
	"minimise": runMinimise,
	"show":     runShow,
	"ask":      runAsk,
	"builtins": runBuiltins,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}
