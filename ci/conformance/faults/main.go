// Puts faults on two replicas of the webhook behind a balancer, under load by a real API server, and demands that no
// answer is wrong, that nothing fails but what was under way on a connection that was killed, and that each decision
// that anybody was told is in the logs.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"time"
)

// What is no part of an outcome but says that there is none.
const notRun = "not run"

// An outcome of one fault.
type outcome struct {
	Server   string   `json:"server"`
	Fault    string   `json:"fault"`
	Expected string   `json:"expected"`
	Outcome  string   `json:"outcome"` // holds, fails or not run
	Seconds  float64  `json:"seconds"`
	Load     tally    `json:"load"`
	Found    []string `json:"found"`
	Failures []string `json:"failures,omitempty"`
	begin    time.Time
	end      time.Time
}

type options struct {
	folder, seaworthy, apiServer, haproxy, only, json, transcript string
	core                                                          bool
	seconds, times                                                int
}

func main() {
	var o options
	flag.StringVar(&o.folder, "work", "", "folder for everything that is written")
	flag.StringVar(&o.seaworthy, "seaworthy", "", "the program")
	flag.StringVar(&o.apiServer, "apiserver", "", "the program that serves the cluster at a port")
	flag.StringVar(&o.haproxy, "haproxy", "haproxy", "the balancer")
	flag.StringVar(&o.only, "only", "", "faults whose name this pattern matches")
	flag.StringVar(&o.json, "json", "", "file for the outcomes, a line of JSON each")
	flag.StringVar(&o.transcript, "transcript", "", "file for what kubectl was told")
	flag.BoolVar(&o.core, "core", false, "only faults that the API server's version matters to")
	flag.IntVar(&o.seconds, "seconds", 4, "how long the load lasts where nothing else decides it")
	flag.IntVar(&o.times, "times", 2, "how often replicas are killed")
	flag.Parse()
	failed, err := suite(o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
		os.Exit(3)
	}
	if failed {
		os.Exit(1)
	}
}

func suite(o options) (failed bool, err error) {
	only, err := regexp.Compile(o.only)
	if err != nil {
		return false, err
	}
	w := &world{folder: o.folder, seaworthy: o.seaworthy, length: time.Duration(o.seconds) * time.Second, times: o.times}
	defer w.end()
	if err := w.files(); err != nil {
		return false, err
	}
	if err := w.start(o.apiServer, o.haproxy); err != nil {
		return false, err
	}
	version, err := w.cluster.version()
	if err != nil {
		return false, err
	}
	if err := w.prepare(); err != nil {
		return false, err
	}
	if err := w.register(w.authority); err != nil {
		return false, err
	}
	w.load = newLoad(w)
	w.load.start(6, 2)
	var outcomes []*outcome
	for _, f := range faults {
		if only.MatchString(f.name) && (f.core || !o.core) {
			outcomes = append(outcomes, w.try(f, version))
		}
	}
	w.load.end()
	for _, r := range w.replicas {
		if err := r.stop(30 * time.Second); err != nil {
			return false, err
		}
	}
	if err := w.reckon(outcomes); err != nil {
		return false, err
	}
	for _, one := range outcomes {
		one.judge()
		failed = failed || one.Outcome == "fails"
	}
	return failed, report(outcomes, o, w.shown.String())
}

// try runs one fault under load.
func (w *world) try(f fault, version string) *outcome {
	fmt.Fprintf(os.Stderr, "%s: %s\n", version, f.name)
	one := &outcome{Server: version, Fault: f.name, Expected: f.expected, begin: time.Now()}
	t := &trial{world: w}
	w.load.fault.Store(f.name)
	f.run(t)
	w.load.fault.Store("")
	// What is under way belongs to this fault.
	time.Sleep(500 * time.Millisecond)
	w.load.mutex.Lock()
	one.Load = *w.load.tally(f.name)
	w.load.mutex.Unlock()
	one.end = time.Now()
	one.Seconds = float64(one.end.Sub(one.begin).Milliseconds()) / 1000
	one.Found, one.Failures = t.found, t.failures
	return one
}

func (o *outcome) covers(timestamp string) bool {
	at, err := time.Parse(time.RFC3339Nano, timestamp)
	return err == nil && !at.Before(o.begin) && at.Before(o.end)
}

func (o *outcome) acknowledge(isLogged bool, what string) {
	o.Load.Acknowledged++
	if !isLogged {
		o.Load.Lost++
		if len(o.Load.Examples) < 5 {
			o.Load.Examples = append(o.Load.Examples, "lost: "+what)
		}
	}
}

func (o *outcome) judge() {
	l := o.Load
	switch {
	case len(o.Failures) > 0 || l.Wrong > 0 || l.Errors > 0 || l.Lost > 0 || l.Requests == 0 || l.Acknowledged == 0:
		o.Outcome = "fails"
	case len(o.Found) > 0 && o.Found[0] == notRun:
		o.Outcome = notRun
	default:
		o.Outcome = "holds"
	}
}

func report(outcomes []*outcome, o options, transcript string) error {
	table(os.Stdout, outcomes)
	if o.transcript != "" {
		if err := os.WriteFile(o.transcript, []byte(transcript), 0o644); err != nil {
			return err
		}
	}
	if o.json == "" {
		return nil
	}
	out, err := os.OpenFile(o.json, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer out.Close()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, one := range outcomes {
		if err := encoder.Encode(one); err != nil {
			return err
		}
	}
	return nil
}

func table(out io.Writer, outcomes []*outcome) {
	fmt.Fprintf(out, "\n%-27s %-8s %8s %7s %5s %9s %6s %6s %6s %12s %4s\n", "fault", "outcome", "requests", "direct",
		"wrong", "undecided", "broken", "away", "errors", "acknowledged", "lost")
	for _, one := range outcomes {
		l := one.Load
		fmt.Fprintf(out, "%-27s %-8s %8d %7d %5d %9d %6d %6d %6d %12d %4d\n", one.Fault, one.Outcome, l.Requests, l.Reviews,
			l.Wrong, l.Undecided, l.Broken, l.Away, l.Errors, l.Acknowledged, l.Lost)
	}
	fmt.Fprintln(out)
	for _, one := range outcomes {
		if len(one.Found) > 0 {
			fmt.Fprintf(out, "%s: %s\n", one.Fault, strings.Join(one.Found, "; "))
		}
		if one.Load.BrokenAs != "" {
			fmt.Fprintf(out, "%s: a broken one was told: %s\n", one.Fault, one.Load.BrokenAs)
		}
		for _, failure := range append(one.Failures, one.Load.Examples...) {
			fmt.Fprintf(out, "%s: %s\n", one.Fault, failure)
		}
	}
}
