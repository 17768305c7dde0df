package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// row is what the table says of one check: the rules here, as `K8S-09/Capabilities`, and whether they
// mean to judge otherwise.
type row struct {
	rules   []string
	differs bool
}

// verdict is the part of `seaworthy check --format json` that tells of findings, and of files that could
// not be read.
type verdict struct {
	Controls []struct {
		ID       string
		Findings []struct {
			Rule     string
			Location struct{ File string }
		}
	}
	Gaps []struct{ Source struct{ File string } }
}

// tally counts objects by who finds a fault in them. Of those that Trivy denies, one that could not be
// read here leaves its controls unknown, and so does not pass.
type tally struct {
	both, neither, onlyHere, unread int
	missed                          []string
}

func compare(arguments []string) error {
	flags := flag.NewFlagSet("compare", flag.ExitOnError)
	folder := flags.String("cases", "", "folder that `cases` wrote")
	table := flags.String("table", "", "coverage.md")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	var judged struct {
		Checks []string
		Denied map[string][]string
	}
	if err := readJSON(filepath.Join(*folder, "judgements.json"), &judged); err != nil {
		return err
	}
	var ours verdict
	if err := readJSON(flags.Arg(0), &ours); err != nil {
		return err
	}
	rows, err := readTable(*table)
	if err != nil {
		return err
	}
	found := ours.found()
	unread := map[string]bool{}
	for _, gap := range ours.Gaps {
		unread[filepath.Base(gap.Source.File)] = true
	}
	isWrong := false
	fmt.Printf("%-11s %7s %7s %7s %7s %9s\n", "check", "both", "neither", "missed", "unread", "only here")
	var sum tally
	for _, id := range judged.Checks {
		one, isKnown := rows[id]
		if !isKnown {
			fmt.Printf("%-11s is not in the table\n", id)
			isWrong = true
			continue
		}
		if len(one.rules) == 0 {
			continue
		}
		t := count(id, one, judged.Denied, found, unread)
		note := ""
		if len(t.missed) > 0 && one.differs {
			note = "  as the table says"
		} else if len(t.missed) > 0 {
			note = "  first in " + t.missed[0]
			isWrong = true
		}
		fmt.Printf("%-11s %7d %7d %7d %7d %9d%s\n", id, t.both, t.neither, len(t.missed), t.unread, t.onlyHere, note)
		sum.both += t.both
		sum.neither += t.neither
		sum.onlyHere += t.onlyHere
		sum.unread += t.unread
		sum.missed = append(sum.missed, t.missed...)
	}
	fmt.Printf("%-11s %7d %7d %7d %7d %9d  of %d objects\n", "all", sum.both, sum.neither, len(sum.missed), sum.unread, sum.onlyHere, len(judged.Denied))
	if isWrong {
		return errors.New("the table claims what is not so")
	}
	return nil
}

func readJSON(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

var (
	control = regexp.MustCompile("([A-Z0-9]{3}-\\d\\d)((?: `[^`]+`)+)")
	quoted  = regexp.MustCompile("`([^`]+)`")
)

// readTable reads the rows of the section on Trivy.
func readTable(file string) (map[string]row, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	_, section, _ := strings.Cut(string(text), "\n## Trivy\n")
	section, _, _ = strings.Cut(section, "\n## ")
	rows := map[string]row{}
	for _, line := range strings.Split(section, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 6 {
			continue
		}
		one := row{differs: strings.Contains(cells[4], "Differs:")}
		for _, claim := range control.FindAllStringSubmatch(cells[3], -1) {
			for _, rule := range quoted.FindAllStringSubmatch(claim[2], -1) {
				one.rules = append(one.rules, claim[1]+"/"+rule[1])
			}
		}
		for _, id := range strings.Split(cells[1], ",") {
			rows[strings.TrimSpace(id)] = one
		}
	}
	return rows, nil
}

// found are the rules that fired, by file name.
func (v verdict) found() map[string]map[string]bool {
	found := map[string]map[string]bool{}
	for _, one := range v.Controls {
		for _, finding := range one.Findings {
			name := filepath.Base(finding.Location.File)
			if found[name] == nil {
				found[name] = map[string]bool{}
			}
			found[name][one.ID+"/"+finding.Rule] = true
		}
	}
	return found
}

func count(id string, one row, denied map[string][]string, found map[string]map[string]bool, unread map[string]bool) tally {
	var t tally
	for name, ids := range denied {
		theirs := slices.Contains(ids, id)
		here := slices.ContainsFunc(one.rules, func(rule string) bool { return found[name][rule] })
		switch {
		case theirs && here:
			t.both++
		case theirs && unread[name]:
			t.unread++
		case theirs:
			t.missed = append(t.missed, name)
		case here:
			t.onlyHere++
		default:
			t.neither++
		}
	}
	sort.Strings(t.missed)
	return t
}
