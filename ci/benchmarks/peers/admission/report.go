package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// result is what came of one stretch of load on one server.
type result struct {
	Who        string         `json:"who"`
	Load       string         `json:"load"`
	PerSecond  float64        `json:"reviewsPerSecond"`
	P50        float64        `json:"p50Millis"`
	P99        float64        `json:"p99Millis"`
	P999       float64        `json:"p999Millis"`
	Max        float64        `json:"maxMillis"`
	Errors     map[string]int `json:"errors"`
	Processors float64        `json:"processors"`
	ResidentMB int            `json:"residentMB"`
}

func (c *client) result(length time.Duration) result {
	slices.Sort(c.took)
	at := func(part float64) float64 {
		if len(c.took) == 0 {
			return 0
		}
		return float64(c.took[int(part*float64(len(c.took)-1))].Microseconds()) / 1000
	}
	return result{
		PerSecond: float64(len(c.took)) / length.Seconds(),
		P50:       at(0.5), P99: at(0.99), P999: at(0.999), Max: at(1), Errors: c.wrong}
}

func results(in io.Reader) []result {
	var all []result
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		var r result
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			fail("a result is no JSON: " + err.Error())
		}
		all = append(all, r)
	}
	return all
}

var measures = []struct {
	name string
	of   func(result) string
}{
	{"reviews/s", func(r result) string { return fmt.Sprintf("%.0f", r.PerSecond) }},
	{"p50 ms", func(r result) string { return fmt.Sprintf("%.1f", r.P50) }},
	{"p99 ms", func(r result) string { return fmt.Sprintf("%.1f", r.P99) }},
	{"p99.9 ms", func(r result) string { return fmt.Sprintf("%.1f", r.P999) }},
	{"max ms", func(r result) string { return fmt.Sprintf("%.1f", r.Max) }},
	{"errors", kinds},
	{"processors", func(r result) string { return fmt.Sprintf("%.2f", r.Processors) }},
	{"resident MB", func(r result) string { return fmt.Sprint(r.ResidentMB) }},
}

// table has a block for each load, in it a line for each measure and a column for each server. Of servers that took
// turns, the one line that has the median throughput stands.
func table(all []result) string {
	var text strings.Builder
	loads, servers := names(all, func(r result) string { return r.Load }), names(all, func(r result) string { return r.Who })
	for _, load := range loads {
		fmt.Fprintf(&text, "\n%-28s", load)
		for _, who := range servers {
			fmt.Fprintf(&text, " %22s", who)
		}
		for _, measure := range measures {
			fmt.Fprintf(&text, "\n  %-26s", measure.name)
			for _, who := range servers {
				fmt.Fprintf(&text, " %22s", measure.of(median(all, load, who)))
			}
		}
		text.WriteByte('\n')
	}
	return text.String()
}

func names(all []result, name func(result) string) []string {
	var found []string
	for _, r := range all {
		if !slices.Contains(found, name(r)) {
			found = append(found, name(r))
		}
	}
	return found
}

func median(all []result, load, who string) result {
	var those []result
	for _, r := range all {
		if r.Load == load && r.Who == who {
			those = append(those, r)
		}
	}
	slices.SortFunc(those, func(a, b result) int { return int(a.PerSecond*1000) - int(b.PerSecond*1000) })
	if len(those) == 0 {
		return result{}
	}
	return those[(len(those)-1)/2]
}

func kinds(r result) string {
	if len(r.Errors) == 0 {
		return "none"
	}
	var each []string
	for kind, count := range r.Errors {
		each = append(each, fmt.Sprintf("%s:%d", kind, count))
	}
	slices.Sort(each)
	return strings.Join(each, " ")
}

// What the second half of a soak may use more than its second quarter, and still be flat.
const slack = 1.10

// flat says what grows in a soak; empty for nothing. The first quarter does not count: the server is still warming up.
func flat(all []result) string {
	quarter := len(all) / 4
	if quarter == 0 {
		return "a soak has at least four stretches"
	}
	early, late := worst(all[quarter:2*quarter]), worst(all[2*quarter:])
	if float64(late.ResidentMB) > slack*float64(early.ResidentMB) {
		return fmt.Sprintf("memory grows: %d MB, then %d MB", early.ResidentMB, late.ResidentMB)
	}
	if late.P50 > 2*early.P50+1 {
		return fmt.Sprintf("answers get slower: p50 %.1f ms, then %.1f ms", early.P50, late.P50)
	}
	return ""
}

func worst(some []result) result {
	var most result
	for _, r := range some {
		most.ResidentMB = max(most.ResidentMB, r.ResidentMB)
		most.P50 = max(most.P50, r.P50)
	}
	return most
}
