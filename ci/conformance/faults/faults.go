package main

import (
	"crypto/tls"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A fault that is put on the webhook, and what is expected of it.
type fault struct {
	name, expected string
	// Whether the API server's version matters to it.
	core bool
	run  func(*trial)
}

// A trial is one run of a fault.
type trial struct {
	*world
	found    []string
	failures []string
}

func (t *trial) note(form string, values ...any) {
	t.found = append(t.found, fmt.Sprintf(form, values...))
}

func (t *trial) demand(holds bool, form string, values ...any) {
	if !holds && len(t.failures) < 10 {
		t.failures = append(t.failures, fmt.Sprintf(form, values...))
	}
}

func (t *trial) must(err error) {
	if err != nil {
		t.failures = append(t.failures, err.Error())
	}
}

var faults = []fault{
	{"no fault", "the load itself is answered as the policies say", true, steady},
	{"every kind of workload", "what is privileged is refused, what is not is stored", true, everyKind},
	{"kubectl", "deny, warn, audit, dry run, old violations, ephemeral containers, deletion", true, kubectl},
	{"malformed reviews", "a client error each, and the next review is judged", false, malformed},
	{"objects of 3 MB", "judged as small ones are", true, large},
	{"kill -9 of a replica", "nothing fails but what was under way on its connections", true, killed},
	{"SIGTERM of a replica", "nothing fails", true, drained},
	{"certificate by another CA", "nothing fails while both CAs are trusted", true, rotated},
	{"bundle replaced", "each answer is that of the old or of the new; a broken bundle changes nothing", true, rebundled},
	{"modes and waivers replaced", "each answer is that of the old or of the new", false, reconfigured},
	{"no replica runs", "refused (failurePolicy Fail); leases and spared name spaces go on", true, away},
	{"kill -9 of the API server", "nothing is admitted that must not be, and all goes on", true, serverKilled},
	{"clock set forward and back", "answers and the log of decisions go on", false, clock},
	{"disk of the log full", "answers go on, and what was not logged is counted", false, diskFull},
	{"80 reviews of 3 MB at once", "each is answered, and memory is bounded", false, crowd},
}

func steady(t *trial) { time.Sleep(t.length) }

func everyKind(t *trial) {
	for _, k := range kinds {
		path := fmt.Sprintf(k.path, "shop")
		good := t.cluster.create(path, k.object("kind-good", false), false)
		t.demand(good.code == 201, "%s: %s", k.name, good)
		for _, dry := range []bool{true, false} {
			bad := t.cluster.create(path, k.object("kind-bad", true), dry)
			t.demand(bad.code == 403 && strings.Contains(bad.message, "K8S-09: "), "privileged %s, dry run %t: %s", k.name, dry, bad)
		}
		// What was stored comes to run privileged containers.
		if k.name != "Pod" && k.name != "Job" {
			worse := t.cluster.send("PUT", path+"/kind-good", "application/json", k.object("kind-good", true))
			t.demand(worse.code == 403 && strings.Contains(worse.message, "K8S-09: "), "update of a %s: %s", k.name, worse)
		}
		gone := t.cluster.send("DELETE", path+"/kind-good", "application/json", nil)
		t.demand(gone.code == 200 || gone.code == 202, "deletion of a %s: %s", k.name, gone)
	}
	t.note("%d kinds", len(kinds))
}

func large(t *trial) {
	// etcd stores 1.5 MB at most, and an API server reads 3 MB: the larger ones are dry runs.
	for _, bytes := range []int{1_300_000, 2_900_000} {
		for _, privileged := range []bool{false, true} {
			dry := bytes > 1_500_000
			name := fmt.Sprintf("large-%d-%t", bytes, privileged)
			a := t.cluster.create(pods, largePod(name, privileged, bytes), dry)
			if privileged {
				t.demand(a.code == 403 && strings.Contains(a.message, "K8S-09: "), "privileged pod of %d bytes: %s", bytes, a)
			} else {
				t.demand(a.code == 201, "pod of %d bytes: %s", bytes, a)
			}
			t.note("%.1f MB in %d ms", float64(bytes)/1e6, a.ended.Sub(a.began).Milliseconds())
			if a.code == 201 && !dry {
				t.cluster.send("DELETE", pods+"/"+name, "application/json", nil)
			}
		}
	}
	// An update carries the object twice.
	before, after := largePod("large", false, 2_900_000), largePod("large", true, 2_900_000)
	a := t.balancer.review(review("large-update", "shop", after, before))
	t.demand(a.err == nil && a.code == 200 && !a.allowed && strings.Contains(a.message, "K8S-09: "), "update of 2 × 2.9 MB: %s", a.answer)
	t.note("an update of 2 × 2.9 MB in %d ms", a.ended.Sub(a.began).Milliseconds())
}

func killed(t *trial) {
	for n := range t.times {
		r := t.replicas[n%2]
		time.Sleep(time.Second)
		t.load.died()
		r.kill()
		time.Sleep(2 * time.Second)
		t.must(r.up())
		t.settle()
	}
	t.note("killed %d times", t.times)
}

func drained(t *trial) {
	for n := range t.times {
		r := t.replicas[n%2]
		time.Sleep(time.Second)
		begin := time.Now()
		t.must(r.stop(30 * time.Second))
		t.note("ended after %.1f s", time.Since(begin).Seconds())
		t.must(r.up())
		t.settle()
	}
}

// settle waits until the balancer may be taken to know who is ready.
func (w *world) settle() { time.Sleep(time.Second) }

func rotated(t *trial) {
	next, err := newAuthority("second")
	t.must(err)
	t.must(t.register(t.authority, next))
	t.must(next.issue(t.path("tls")))
	for _, r := range t.replicas {
		t.must(eventually(20*time.Second, r.name+" serves the new certificate", func() bool { return servedBy(r.port) == "second" }))
	}
	t.must(t.register(next))
	time.Sleep(t.length)
	// Half a renewal: a certificate whose key is another's.
	t.must(os.Remove(t.path("tls", "tls.key")))
	t.must(os.WriteFile(t.path("tls", "tls.key"), pemOf("PRIVATE KEY", []byte("none")), 0o600))
	time.Sleep(3 * time.Second)
	for _, r := range t.replicas {
		t.demand(servedBy(r.port) == "second" && r.webhook.isReady(), "%s serves a broken certificate", r.name)
	}
	t.must(os.Remove(t.path("tls", "tls.key")))
	t.must(next.issue(t.path("tls")))
	t.authority = next
	t.note("old, then both, then the new CA alone; half a renewal changed nothing")
}

// servedBy names who issued the certificate that a new connection is answered with.
func servedBy(port int) string {
	connection, err := tls.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port), &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		return ""
	}
	defer connection.Close()
	return connection.ConnectionState().PeerCertificates[0].Issuer.CommonName
}

// inForce waits until both replicas judge by a version of the suite's own bundle.
func (t *trial) inForce(version string) {
	for _, r := range t.replicas {
		t.must(eventually(30*time.Second, r.name+" judges by crate "+version, func() bool {
			_, text := r.webhook.status("/version")
			return strings.Contains(text, `"version":"`+version+`"`)
		}))
	}
}

func rebundled(t *trial) {
	for _, step := range []struct {
		version     string
		owned, team want
	}{{"0.2.0", denied, allowed}, {"0.1.0", allowed, denied}} {
		t.load.want("owned", either)
		t.load.want("team", either)
		t.must(t.bundle(step.version))
		t.inForce(step.version)
		t.load.want("owned", step.owned)
		t.load.want("team", step.team)
		time.Sleep(t.length / 2)
	}
	t.must(t.write("crate.tar.gz", "no bundle"))
	time.Sleep(3 * time.Second)
	t.inForce("0.1.0")
	t.must(t.bundle("0.1.0"))
	t.note("0.1.0, 0.2.0, 0.1.0; what is no bundle changed nothing")
}

func (t *trial) privileged(w want) {
	t.load.want("privileged", w)
	t.load.want("privileged-stored", w)
}

func reconfigured(t *trial) {
	t.privileged(either)
	t.must(t.write("modes.yaml", strings.Replace(modes, "K8S-09: enforce", "K8S-09: warn", 1)))
	t.eventually("mode warn", pod("probe", both, true), true)
	t.privileged(allowed)
	time.Sleep(t.length / 3)
	t.must(t.write("modes.yaml", "controls: {K8S-99: enforce}\n"))
	time.Sleep(3 * time.Second)
	t.privileged(either)
	t.must(t.write("modes.yaml", modes))
	t.eventually("mode enforce", pod("probe", both, true), false)
	t.privileged(denied)
	time.Sleep(t.length / 3)

	t.load.want("team", either)
	waiver := fmt.Sprintf(`apiVersion: seaworthy.dev/v1
kind: Waivers
waivers:
- {control: CRATE-01, subject: {kind: Pod, namespace: shop}, owner: harbor, reason: until the move is done, expires: %s}
`, time.Now().Add(72*time.Hour).Format("2006-01-02"))
	t.must(t.write("waived.yaml", waiver))
	_, err := run(nil, t.seaworthy, "admission", "sign-waivers", t.path("waived.yaml"), "--key", t.path("waiver.pem"))
	t.must(err)
	t.must(os.Rename(t.path("waived.yaml.sig"), t.path("waivers", "waived.yaml.sig")))
	t.must(os.Rename(t.path("waived.yaml"), t.path("waivers", "waived.yaml")))
	t.eventually("the waiver", pod("probe", team, false), true)
	t.load.want("team", allowed)
	time.Sleep(t.length / 3)
	t.load.want("team", either)
	t.must(os.Remove(t.path("waivers", "waived.yaml")))
	t.must(os.Remove(t.path("waivers", "waived.yaml.sig")))
	t.eventually("no waiver", pod("probe", team, false), false)
	t.load.want("team", denied)
	time.Sleep(t.length / 3)
	t.note("enforce, warn, a control that there is not, enforce; a waiver signed, and taken away")
}

// Each replica is asked by itself: the API server asks the one that its connection leads to.
func (t *trial) eventually(what string, o object, allowed bool) {
	for _, r := range t.replicas {
		t.must(eventually(60*time.Second, r.name+" answers by "+what, func() bool {
			a := r.webhook.review(review("probe", "shop", o, nil))
			return a.err == nil && a.code == 200 && a.allowed == allowed
		}))
	}
}

func away(t *trial) {
	back := t.load.away()
	for _, r := range t.replicas {
		r.kill()
	}
	time.Sleep(2 * time.Second)
	for _, q := range questions[:2] {
		a := t.cluster.create(q.path, q.object("away"), true)
		t.demand(a.code >= 500 && strings.Contains(a.message, "failed calling webhook"), "%s: %s", q.name, a)
		t.note("%d %.200s", a.code, a.message)
	}
	spared := t.cluster.create("/api/v1/namespaces/kube-system/configmaps",
		object{"apiVersion": "v1", "kind": "ConfigMap", "metadata": meta("away", nil)}, true)
	t.demand(spared.code == 201, "a ConfigMap of kube-system: %s", spared)
	lease := t.cluster.create("/apis/coordination.k8s.io/v1/namespaces/shop/leases",
		object{"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": meta("away", nil)}, true)
	t.demand(lease.code == 201, "a Lease: %s", lease)
	for _, r := range t.replicas {
		t.must(r.start())
	}
	for _, r := range t.replicas {
		t.must(r.ready())
	}
	t.must(eventually(20*time.Second, "the balancer passes reviews on", t.balancer.isReady))
	t.settle()
	back()
	time.Sleep(t.length / 2)
}

func serverKilled(t *trial) {
	back := t.load.away()
	t.server.kill()
	time.Sleep(time.Second)
	begin := time.Now()
	t.must(t.server.start())
	t.must(eventually(120*time.Second, "the API server is ready again", t.cluster.isReady))
	t.note("ready again after %.1f s", time.Since(begin).Seconds())
	back()
	time.Sleep(t.length)
}

func clock(t *trial) {
	library := preloaded()
	if library == "" {
		t.found = append(t.found, notRun, "libfaketime is not installed")
		return
	}
	r := t.newReplica("clock")
	r.env = []string{"LD_PRELOAD=" + library, "FAKETIME_TIMESTAMP_FILE=" + t.path("time"), "FAKETIME_NO_CACHE=1",
		"FAKETIME_DONT_FAKE_MONOTONIC=1"}
	t.must(t.write("time", "+0"))
	if err := r.up(); err != nil {
		t.must(err)
		r.stop(10 * time.Second)
		return
	}
	number := 0
	for _, jump := range []string{"+6h", "-6h", "+0", "+2h", "+0"} {
		t.must(t.write("time", jump))
		for range 20 {
			number++
			uid := fmt.Sprintf("clock-%d", number)
			privileged := number%2 == 0
			a := r.webhook.review(review(uid, "shop", pod("clock", both, privileged), nil))
			t.demand(a.err == nil && a.code == 200 && a.allowed != privileged, "at %s: %s", jump, a.answer)
			t.demand(a.ended.Sub(a.began) < 10*time.Second, "at %s an answer took %s", jump, a.ended.Sub(a.began))
		}
		t.demand(r.webhook.isReady(), "not ready at %s", jump)
	}
	// Beyond the certificate's end it must not say that it is ready.
	t.must(t.write("time", "+72h"))
	code, text := r.webhook.status("/readyz")
	t.demand(code == 503 && strings.Contains(text, "certificate has ended"), "at +72h: %d %s", code, text)
	t.must(t.write("time", "+0"))
	t.demand(r.webhook.isReady(), "not ready once the clock is right again")
	t.must(r.stop(30 * time.Second))
	logged, err := t.logged(r.name)
	t.must(err)
	for n := 1; n <= number; n++ {
		t.demand(logged.uids[fmt.Sprintf("clock-%d", n)], "decision clock-%d is not in the log", n)
	}
	t.note("%d reviews at +6 h, -6 h, +2 h, ±0: all answered and logged; at +72 h not ready: the certificate has ended", number)
}

func preloaded() string {
	for _, folder := range []string{"/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"} {
		if file := folder + "/faketime/libfaketimeMT.so.1"; exists(file) {
			return file
		}
	}
	return ""
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func diskFull(t *trial) {
	small := t.path("full")
	t.must(os.MkdirAll(small, 0o700))
	if err := syscall.Mount("faults", small, "tmpfs", 0, "size=2m"); err != nil {
		t.found = append(t.found, notRun, "a small file system cannot be mounted: "+err.Error())
		return
	}
	defer syscall.Unmount(small, syscall.MNT_DETACH)
	r := t.newReplica("full")
	t.must(r.up())
	answered := 0
	ask := func(count int) {
		for range count {
			answered++
			privileged := answered%2 == 0
			a := r.webhook.review(review(fmt.Sprintf("full-%d", answered), "shop", pod("full", both, privileged), nil))
			t.demand(a.err == nil && a.code == 200 && a.allowed != privileged, "review %d: %s", answered, a.answer)
		}
	}
	ask(50)
	// Takes what room there is.
	t.must(fill(small + "/ballast"))
	ask(300)
	lost := r.webhook.metric("seaworthy_admission_decisions_lost_total")
	t.demand(lost != "" && lost != "0.0", "no decision was lost though the disk was full: `%s`", lost)
	t.must(os.Remove(small + "/ballast"))
	ask(50)
	t.must(r.stop(30 * time.Second))
	logged, err := t.logged(r.name)
	t.must(err)
	missing := 0
	for n := 1; n <= answered; n++ {
		if !logged.uids[fmt.Sprintf("full-%d", n)] {
			missing++
		}
	}
	t.demand(missing == logged.lost && missing > 0, "%d decisions are not in the log, which says that %d are lost", missing, logged.lost)
	t.note("%d of %d decisions had no room; the log and the metric say so; `log verify` holds", missing, answered)
}

// fill takes all room of a file system, to the last byte.
func fill(file string) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer out.Close()
	for block := make([]byte, 4096); ; {
		if _, err := out.Write(block); err != nil {
			return nil
		}
	}
}

func crowd(t *trial) {
	r := t.newReplica("crowd")
	// A review waits for all that are before it.
	r.command = append(r.command, "--deadline-millis", "15000")
	r.command = without(r.command, "--deadline-millis", "8000")
	t.must(r.up())
	const many = 80
	var all sync.WaitGroup
	answers := make([]reviewed, many)
	o := largePod("crowd", true, 2_900_000)
	r.webhook.client.Timeout = 2 * time.Minute
	peak := make(chan int)
	done := make(chan struct{})
	go watchMemory(r.running.Process.Pid, done, peak)
	begin := time.Now()
	for i := range many {
		all.Go(func() { answers[i] = r.webhook.review(review(fmt.Sprintf("crowd-%d", i), "shop", o, nil)) })
	}
	all.Wait()
	close(done)
	judged, undecided, shed := 0, 0, 0
	for i, a := range answers {
		switch {
		case a.err == nil && a.code == 200 && !a.allowed && strings.Contains(a.message, "K8S-09: "):
			judged++
		case a.err == nil && a.code == 200 && !a.allowed && isUndecided(a.message):
			undecided++
		case a.err == nil && a.code == 503:
			shed++
		default:
			t.demand(false, "review %d: allowed %t, %s", i, a.allowed, a.answer)
		}
	}
	megabytes := <-peak
	t.demand(megabytes > 0 && megabytes < 1500, "resident memory reached %d MB", megabytes)
	after := r.webhook.review(review("after-the-crowd", "shop", pod("after", both, true), nil))
	t.demand(after.err == nil && after.code == 200 && !after.allowed && strings.Contains(after.message, "K8S-09: "), "afterwards: %s", after.answer)
	t.must(r.stop(30 * time.Second))
	t.note("in %.0f s: %d judged, %d refused as undecided, %d told 503; at most %d MB resident",
		time.Since(begin).Seconds(), judged, undecided, shed, megabytes)
}

func without(command []string, name, value string) []string {
	var kept []string
	for i := 0; i < len(command); i++ {
		if i+1 < len(command) && command[i] == name && command[i+1] == value {
			i++
			continue
		}
		kept = append(kept, command[i])
	}
	return kept
}

func watchMemory(pid int, done chan struct{}, peak chan int) {
	most := 0
	for {
		most = max(most, residentMegabytes(pid))
		select {
		case <-done:
			peak <- most
			return
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func residentMegabytes(pid int) int {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for _, line := range strings.Split(string(text), "\n") {
		var kilobytes int
		if n, _ := fmt.Sscanf(line, "VmRSS: %d kB", &kilobytes); n == 1 {
			return kilobytes / 1024
		}
	}
	return 0
}
