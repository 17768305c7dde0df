// Sends generated AdmissionReviews to webhooks over HTTPS and tells how long the answers took, and what they cost.
//
//	load run      one load on one server; a line of JSON
//	load soak     one load for long; a line of JSON for each stretch of it
//	load answers  which of the reviews a server allows
//	load table    lines of JSON as a table, the servers side by side
//	load flat     whether the stretches of a soak stay alike
//	load gatekeeper FOLDER RULES FILE…
//	              the rules, what they import and the reviews' objects as Gatekeeper takes them
package main

import (
	"crypto/x509"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"
)

const seed, distinct = 20261129, 500

type options struct {
	url, ca, who, load string
	version, lanes     int
	process            int
	cold               bool
	rate               float64
	length, stretch    time.Duration
}

func main() {
	if len(os.Args) < 2 {
		fail("load run|soak|answers|table|flat|gatekeeper")
	}
	switch os.Args[1] {
	case "run", "soak":
		o := read(os.Args[2:])
		c := connect(o)
		if !o.cold {
			c.greet()
		}
		for left := o.length; left > 0; left -= o.stretch {
			tell(c.measure(o))
		}
	case "answers":
		connect(read(os.Args[2:])).answers()
	case "table":
		fmt.Print(table(results(os.Stdin)))
	case "flat":
		if problem := flat(results(os.Stdin)); problem != "" {
			fail(problem)
		}
	case "gatekeeper":
		if len(os.Args) < 5 {
			fail("load gatekeeper FOLDER RULES FILE…")
		}
		gatekeeper(os.Args[2], os.Args[3], os.Args[4:])
	default:
		fail("load run|soak|answers|table|flat|gatekeeper")
	}
}

func read(arguments []string) options {
	var o options
	flags := flag.NewFlagSet("load", flag.ExitOnError)
	flags.StringVar(&o.url, "url", "", "where to post")
	flags.StringVar(&o.ca, "ca", "", "PEM file to trust")
	flags.StringVar(&o.who, "who", "", "the server's name")
	flags.StringVar(&o.load, "load", "", "the load's name")
	flags.IntVar(&o.version, "http", 2, "1 or 2")
	flags.IntVar(&o.lanes, "connections", 16, "how many")
	flags.IntVar(&o.process, "pid", 0, "the server's process")
	flags.BoolVar(&o.cold, "cold", false, "open connections with the first reviews, not before")
	flags.Float64Var(&o.rate, "rate", 0, "reviews per second; 0 for as many as go")
	flags.DurationVar(&o.length, "duration", 10*time.Second, "how long")
	flags.DurationVar(&o.stretch, "stretch", 0, "how long each line is about; all of it if 0")
	_ = flags.Parse(arguments)
	if o.stretch <= 0 {
		o.stretch = o.length
	}
	return o
}

func connect(o options) *client {
	trusted := x509.NewCertPool()
	pem, err := os.ReadFile(o.ca)
	if err != nil || !trusted.AppendCertsFromPEM(pem) {
		fail(fmt.Sprintf("`%s` is no certificate: give a PEM file with -ca", o.ca))
	}
	c := &client{url: o.url}
	c.bodies, c.uids = reviews(seed, distinct)
	for i := 0; i < o.lanes; i++ {
		c.lanes = append(c.lanes, lane(trusted, o.version))
	}
	return c
}

func tell(r result) {
	line, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(line))
}

func fail(problem string) {
	fmt.Fprintln(os.Stderr, problem)
	os.Exit(3)
}
