package main

import (
	"fmt"
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// How an answer ought to be.
type want int

const (
	allowed want = iota
	denied
	either // while what is in force changes
)

// What is asked again and again, and the control that refuses it where it is refused.
type question struct {
	name    string
	dryRun  bool
	control string
	path    string
	object  func(name string) object
}

const pods, configMaps = "/api/v1/namespaces/shop/pods", "/api/v1/namespaces/shop/configmaps"

var questions = []question{
	{"good", true, "", pods, func(n string) object { return pod(n, both, false) }},
	{"privileged", true, "K8S-09", pods, func(n string) object { return pod(n, both, true) }},
	{"stored", false, "", configMaps, func(n string) object {
		return object{"apiVersion": "v1", "kind": "ConfigMap", "metadata": meta(n, both)}
	}},
	{"owned", true, "CRATE-01", pods, func(n string) object { return pod(n, owned, false) }},
	{"privileged-stored", false, "K8S-09", pods, func(n string) object { return pod(n, both, true) }},
	{"team", true, "CRATE-01", pods, func(n string) object { return pod(n, team, false) }},
}

// A tally of one fault's load.
type tally struct {
	Requests     int      `json:"requests"`           // through the API server
	Reviews      int      `json:"reviews"`            // sent to the webhook directly
	Wrong        int      `json:"wrong"`              // admitted or refused against the policies in force
	Undecided    int      `json:"undecided"`          // refused, since the webhook had no time to judge
	Broken       int      `json:"broken"`             // failed, under way on a connection of a replica that was killed
	Away         int      `json:"away"`               // failed, while no webhook or no API server ran
	Errors       int      `json:"errors"`             // failed otherwise
	Acknowledged int      `json:"acknowledged"`       // decisions that the API server or a client had
	Lost         int      `json:"lost"`               // of these, not in the decision logs
	BrokenAs     string   `json:"brokenAs,omitempty"` // what a client of the API server was told then
	Examples     []string `json:"examples,omitempty"`
}

// Load is put on the API server, and on the webhook through the balancer, until it is told to stop.
type load struct {
	world *world
	fault atomic.Value // string

	mutex   sync.Mutex
	wants   map[string]want
	deaths  []time.Time
	absence []*span
	tallies map[string]*tally
	acked   map[string]string // the fault during which a decision was acknowledged, by uid
	number  atomic.Int64
	stop    chan struct{}
	workers sync.WaitGroup
}

type span struct{ from, to time.Time }

// A process that is killed is gone a moment later.
const grace = 300 * time.Millisecond

func newLoad(w *world) *load {
	l := &load{world: w, tallies: map[string]*tally{}, acked: map[string]string{}, stop: make(chan struct{}),
		wants: map[string]want{"good": allowed, "stored": allowed, "privileged": denied, "privileged-stored": denied,
			"owned": allowed, "team": denied}}
	l.fault.Store("")
	return l
}

func (l *load) start(clients, direct int) {
	for i := range clients {
		l.workers.Go(func() { l.every(60*time.Millisecond, func(n int) { l.ask(questions[(n+i)%len(questions)]) }) })
	}
	for i := range direct {
		l.workers.Go(func() { l.every(40*time.Millisecond, func(n int) { l.review(questions[(n+i)%len(questions)]) }) })
	}
}

func (l *load) every(pause time.Duration, act func(int)) {
	for n := 0; ; n++ {
		select {
		case <-l.stop:
			return
		case <-time.After(pause):
			if l.fault.Load() != "" {
				act(n)
			}
		}
	}
}

func (l *load) end() {
	close(l.stop)
	l.workers.Wait()
}

func (l *load) want(name string, w want) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.wants[name] = w
}

func (l *load) wanted() map[string]want {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return maps.Clone(l.wants)
}

// died says that what answers was killed now: what is under way fails.
func (l *load) died() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.deaths = append(l.deaths, time.Now())
}

// away says that nothing answers, until what it gives is called.
func (l *load) away() (back func()) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	s := &span{from: time.Now()}
	l.absence = append(l.absence, s)
	return func() {
		l.mutex.Lock()
		defer l.mutex.Unlock()
		s.to = time.Now()
	}
}

func (l *load) ask(q question) {
	fault, before := l.fault.Load().(string), l.wanted()
	name := fmt.Sprintf("%s-%d", q.name, l.number.Add(1))
	a := l.world.cluster.create(q.path, q.object(name), q.dryRun)
	refused := a.code == 403 && strings.Contains(a.message, "denied the request: ")
	l.count(fault, q, a, before, a.code == 201, refused)
	l.mutex.Lock()
	l.tally(fault).Requests++
	l.mutex.Unlock()
	if a.code == 201 && !q.dryRun {
		l.world.cluster.send("DELETE", q.path+"/"+name, "application/json", nil)
	}
}

func (l *load) review(q question) {
	fault, before := l.fault.Load().(string), l.wanted()
	number := l.number.Add(1)
	name := fmt.Sprintf("%s-%d", q.name, number)
	uid := fmt.Sprintf("direct-%d", number)
	o := q.object(name)
	asked := review(uid, "shop", o, nil)
	asked["request"].(object)["kind"].(object)["kind"] = o["kind"]
	a := l.world.balancer.review(asked)
	answered := a.err == nil && a.code == 200
	l.count(fault, q, a.answer, before, answered && a.allowed, answered && !a.allowed)
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.tally(fault).Reviews++
	if answered {
		l.acked[uid] = fault
	}
}

// count judges an answer by what was in force when it was asked for and when it came.
func (l *load) count(fault string, q question, a answer, before map[string]want, admitted, refused bool) {
	after := l.wanted()
	l.mutex.Lock()
	defer l.mutex.Unlock()
	t := l.tally(fault)
	mayBe := func(w want) bool {
		return before[q.name] == w || after[q.name] == w || before[q.name] == either || after[q.name] == either
	}
	switch {
	case admitted && mayBe(allowed):
	case refused && mayBe(denied) && strings.Contains(a.message, q.control+": "):
	case refused && isUndecided(a.message):
		t.Undecided++
	case admitted || refused:
		t.Wrong++
		t.example("wrong: "+q.name, a)
	case l.isAway(a):
		t.Away++
	case l.isBroken(a):
		t.Broken++
		if a.code > 0 {
			t.BrokenAs = a.String()
		}
	default:
		t.Errors++
		t.example("error: "+q.name, a)
	}
}

func isUndecided(message string) bool {
	return strings.Contains(message, "no time to judge") || strings.Contains(message, "too many reviews wait")
}

func (t *tally) example(what string, a answer) {
	if len(t.Examples) < 5 {
		t.Examples = append(t.Examples, what+": "+a.String())
	}
}

func (l *load) isAway(a answer) bool {
	for _, s := range l.absence {
		if a.ended.After(s.from.Add(-grace)) && (s.to.IsZero() || a.began.Before(s.to.Add(grace))) {
			return true
		}
	}
	return false
}

func (l *load) isBroken(a answer) bool {
	for _, death := range l.deaths {
		if a.began.Before(death.Add(grace)) && a.ended.After(death.Add(-grace)) {
			return true
		}
	}
	return false
}

// The tally of a fault; the caller holds the mutex.
func (l *load) tally(fault string) *tally {
	if l.tallies[fault] == nil {
		l.tallies[fault] = &tally{}
	}
	return l.tallies[fault]
}
