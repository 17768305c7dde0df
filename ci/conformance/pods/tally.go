package main

import (
	"fmt"
	"io"
	"slices"
)

// enough pods to hold that each control forbids some for itself.
const enough = 1000

// tally counts judgements, and holds that every control was put to the test.
type tally struct {
	pods, laxer        int
	allowed, forbidden map[string]int
	forbids, alone     map[string]int
}

func newTally() *tally {
	return &tally{
		allowed: map[string]int{}, forbidden: map[string]int{},
		forbids: map[string]int{}, alone: map[string]int{},
	}
}

func (t *tally) add(level string, forbidding []string) {
	if len(forbidding) == 0 {
		t.allowed[level]++
	} else {
		t.forbidden[level]++
	}
	for _, name := range forbidding {
		t.forbids[name]++
		if len(forbidding) == 1 {
			t.alone[name]++
		}
	}
}

func (t *tally) report(out io.Writer) error {
	fmt.Fprintf(out, "%d pods\n", t.pods)
	for _, level := range []string{"baseline", "restricted"} {
		fmt.Fprintf(out, "%-29s %7d judgements allow, %7d forbid\n", level, t.allowed[level], t.forbidden[level])
		if t.allowed[level] == 0 && t.pods >= enough {
			return fmt.Errorf("no pod meets `%s`", level)
		}
	}
	fmt.Fprintf(out, "%d judgements let pass what the published text forbids and the API server refuses anyway\n", t.laxer)
	var names []string
	for _, name := range controls {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(out, "%-29s %7d judgements forbid, %7d for this alone\n", name, t.forbids[name], t.alone[name])
		if t.alone[name] == 0 && t.pods >= enough {
			return fmt.Errorf("no pod is forbidden for `%s` alone", name)
		}
	}
	return nil
}
