// Sends generated AdmissionReviews to a webhook over HTTPS and prints how long the answers took.
//
// With a rate the load is open: each review has a time at which it is due, whatever became of those
// before, and its latency counts from then. Without one, each connection sends as fast as it can.
package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

const patience = 10 * time.Second

type client struct {
	url    string
	lanes  []*http.Client // one connection each, kept alive
	bodies [][]byte
	uids   []string

	mutex sync.Mutex
	took  []time.Duration
	wrong map[string]int
}

func main() {
	url := flag.String("url", "", "where to post")
	ca := flag.String("ca", "", "PEM file to trust")
	label := flag.String("label", "", "name of the row")
	version := flag.Int("http", 1, "1 or 2")
	connections := flag.Int("connections", 16, "how many")
	rate := flag.Float64("rate", 0, "reviews per second; 0 for as many as go")
	length := flag.Duration("duration", 10*time.Second, "how long")
	flag.Parse()
	trusted := x509.NewCertPool()
	pem, err := os.ReadFile(*ca)
	if err != nil || !trusted.AppendCertsFromPEM(pem) {
		fmt.Fprintf(os.Stderr, "`%s` is no certificate: give a PEM file with -ca\n", *ca)
		os.Exit(3)
	}
	c := &client{url: *url, wrong: map[string]int{}}
	c.bodies, c.uids = reviews(20261129, 500)
	for i := 0; i < *connections; i++ {
		c.lanes = append(c.lanes, lane(trusted, *version))
	}
	begin := time.Now()
	if *rate > 0 {
		c.open(*rate, *length)
	} else {
		c.closed(*length)
	}
	c.report(*label, time.Since(begin))
}

func lane(trusted *x509.CertPool, version int) *http.Client {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(version == 1)
	protocols.SetHTTP2(version == 2)
	return &http.Client{Timeout: patience, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: trusted}, Protocols: protocols,
		MaxConnsPerHost: 1, MaxIdleConnsPerHost: 1}}
}

func (c *client) open(rate float64, length time.Duration) {
	var under sync.WaitGroup
	begin := time.Now()
	for i := 0; ; i++ {
		due := begin.Add(time.Duration(float64(i) / rate * float64(time.Second)))
		if due.Sub(begin) >= length {
			break
		}
		time.Sleep(time.Until(due))
		under.Add(1)
		go func() {
			defer under.Done()
			c.send(i, due)
		}()
	}
	under.Wait()
}

func (c *client) closed(length time.Duration) {
	var under sync.WaitGroup
	end := time.Now().Add(length)
	for l := range c.lanes {
		under.Add(1)
		go func() {
			defer under.Done()
			for i := l; time.Now().Before(end); i += len(c.lanes) {
				c.send(i, time.Now())
			}
		}()
	}
	under.Wait()
}

func (c *client) send(i int, due time.Time) {
	n := i % len(c.bodies)
	kind := c.ask(c.lanes[i%len(c.lanes)], c.bodies[n], c.uids[n])
	took := time.Since(due)
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if kind == "" {
		c.took = append(c.took, took)
	} else {
		c.wrong[kind]++
	}
}

// ask returns what is wrong with the answer; empty for nothing.
func (c *client) ask(lane *http.Client, body []byte, uid string) string {
	answer, err := lane.Post(c.url, "application/json", bytes.NewReader(body))
	if err != nil {
		return kindOf(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	switch {
	case err != nil:
		return kindOf(err)
	case answer.StatusCode != http.StatusOK:
		return fmt.Sprintf("status-%d", answer.StatusCode)
	case !bytes.Contains(text, []byte(uid)):
		return "wrong-uid"
	case bytes.Contains(text, []byte("not judged: ")):
		return "shed"
	}
	return ""
}

func kindOf(err error) string {
	var network net.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return "timeout"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "closed"
	case strings.Contains(err.Error(), "reset"):
		return "reset"
	case strings.Contains(err.Error(), "refused"):
		return "refused"
	case strings.Contains(err.Error(), "http2"):
		return "http2"
	}
	return "other"
}

func (c *client) report(label string, spent time.Duration) {
	sort.Slice(c.took, func(a, b int) bool { return c.took[a] < c.took[b] })
	at := func(part float64) float64 {
		if len(c.took) == 0 {
			return 0
		}
		return float64(c.took[int(part*float64(len(c.took)-1))].Microseconds()) / 1000
	}
	var wrong []string
	for kind, count := range c.wrong {
		wrong = append(wrong, fmt.Sprintf("%s:%d", kind, count))
	}
	sort.Strings(wrong)
	if len(wrong) == 0 {
		wrong = []string{"none"}
	}
	fmt.Printf("%-28s %9.0f %9.1f %9.1f %9.1f %9.1f  %s\n", label,
		float64(len(c.took))/spent.Seconds(), at(0.5), at(0.99), at(0.999), at(1),
		strings.Join(wrong, " "))
}
