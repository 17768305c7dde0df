package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
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

func lane(trusted *x509.CertPool, version int) *http.Client {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(version == 1)
	protocols.SetHTTP2(version == 2)
	return &http.Client{Timeout: patience, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: trusted}, Protocols: protocols,
		MaxConnsPerHost: 1, MaxIdleConnsPerHost: 1}}
}

// greet opens the connections: those of API servers stay open.
func (c *client) greet() {
	for _, lane := range c.lanes {
		c.ask(lane, 0)
	}
}

// measure puts one stretch of load on the server.
func (c *client) measure(o options) result {
	c.took, c.wrong = nil, map[string]int{}
	before, begin := spent(o.process), time.Now()
	if o.rate > 0 {
		c.open(o.rate, o.stretch)
	} else {
		c.closed(o.stretch)
	}
	length := time.Since(begin)
	r := c.result(length)
	r.Who, r.Load = o.who, o.load
	r.Processors = (spent(o.process) - before).Seconds() / length.Seconds()
	r.ResidentMB = residentMB(o.process)
	return r
}

// With a rate the load is open: each review has a time at which it is due, whatever became of those before, and its
// latency counts from then.
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

// Without one it is closed: each connection sends as fast as it can.
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
	_, kind := c.ask(c.lanes[i%len(c.lanes)], n)
	took := time.Since(due)
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if kind == "" {
		c.took = append(c.took, took)
	} else {
		c.wrong[kind]++
	}
}

// ask returns the answer and what is wrong with it; empty for nothing.
func (c *client) ask(lane *http.Client, n int) ([]byte, string) {
	answer, err := lane.Post(c.url, "application/json", bytes.NewReader(c.bodies[n]))
	if err != nil {
		return nil, kindOf(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	switch {
	case err != nil:
		return nil, kindOf(err)
	case answer.StatusCode != http.StatusOK:
		return text, fmt.Sprintf("status-%d", answer.StatusCode)
	case !bytes.Contains(text, []byte(c.uids[n])):
		return text, "wrong-uid"
	case bytes.Contains(text, []byte("not judged: ")):
		return text, "shed"
	}
	return text, ""
}

// answers prints each review's uid and whether the server allows it.
func (c *client) answers() {
	for n := range c.bodies {
		text, problem := c.ask(c.lanes[0], n)
		var review struct {
			Response struct{ Allowed *bool }
		}
		if problem == "" && (json.Unmarshal(text, &review) != nil || review.Response.Allowed == nil) {
			problem = "no-answer"
		}
		if problem != "" {
			fail(fmt.Sprintf("%s: %s: %.300s", c.uids[n], problem, text))
		}
		fmt.Println(c.uids[n], *review.Response.Allowed)
	}
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
