package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
)

const webhookName = "admission.seaworthy.dev"

// What a replica's log of decisions has, after `log verify` found that it holds.
type decisions struct {
	uids     map[string]bool
	verdicts map[string]bool
	lost     int // as the log itself says
	count    int
}

func (w *world) logged(name string) (decisions, error) {
	all := decisions{map[string]bool{}, map[string]bool{}, 0, 0}
	if _, err := run(nil, w.seaworthy, "log", "verify", w.path(name), "--key", w.path("log.pub")); err != nil {
		return all, err
	}
	text, err := run(nil, w.seaworthy, "log", "show", w.path(name), "--key", w.path("log.pub"))
	if err != nil {
		return all, err
	}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		var entry struct {
			Event, UID  string
			Count       int
			Annotations map[string]string
		}
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			return all, err
		}
		switch entry.Event {
		case "decision":
			all.count++
			all.uids[entry.UID] = true
			all.verdicts[entry.Annotations["verdict"]] = true
		case "lost":
			all.lost += entry.Count
		}
	}
	return all, nil
}

type auditEvent struct {
	ObjectRef struct {
		Namespace, Name string
	}
	StageTimestamp string
	Annotations    map[string]string
}

// audited tells whether the API server's audit log has such an event.
func (w *world) audited(wanted func(auditEvent) bool) bool {
	file, err := os.Open(w.path("audit.jsonl"))
	if err != nil {
		return false
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 8<<20)
	for lines.Scan() {
		var event auditEvent
		// The last line may be under way, or cut off where the API server was killed.
		if json.Unmarshal(lines.Bytes(), &event) == nil && wanted(event) {
			return true
		}
	}
	return false
}

// reckon holds what was acknowledged against the logs of both replicas: by uid what clients were told, by verdict what
// the API server wrote down.
func (w *world) reckon(outcomes []*outcome) error {
	all := decisions{map[string]bool{}, map[string]bool{}, 0, 0}
	for _, r := range w.replicas {
		one, err := w.logged(r.name)
		if err != nil {
			return err
		}
		all.count += one.count
		for uid := range one.uids {
			all.uids[uid] = true
		}
		for verdict := range one.verdicts {
			all.verdicts[verdict] = true
		}
	}
	if err := w.export(all.count); err != nil {
		return err
	}
	of := map[string]*outcome{}
	for _, o := range outcomes {
		of[o.Fault] = o
	}
	for uid, fault := range w.load.acked {
		of[fault].acknowledge(all.uids[uid], uid)
	}
	w.audited(func(e auditEvent) bool {
		if verdict := e.Annotations[webhookName+"/verdict"]; verdict != "" {
			for _, o := range outcomes {
				if o.covers(e.StageTimestamp) {
					o.acknowledge(all.verdicts[verdict], "verdict "+verdict)
					break
				}
			}
		}
		return false
	})
	return nil
}

// export hands the decisions of both replicas over as an auditor gets them, and demands that these are all.
func (w *world) export(count int) error {
	bundle := w.path("decisions.tar.gz")
	command := []string{w.seaworthy, "admission", "export"}
	for _, r := range w.replicas {
		command = append(command, w.path(r.name))
	}
	day := 24 * time.Hour
	command = append(command, "--log-key", w.path("log.pub"), "--key", w.path("policy.pem"), "-o", bundle,
		"--since", time.Now().Add(-day).UTC().Format(time.RFC3339), "--until", time.Now().Add(day).UTC().Format(time.RFC3339))
	if _, err := run(nil, command...); err != nil {
		return err
	}
	text, err := run(nil, w.seaworthy, "admission", "verify-export", bundle, "--key", w.path("policy.pub"), "--log-key",
		w.path("log.pub"))
	if err != nil {
		return err
	}
	var covered struct{ Decisions int }
	if err := json.Unmarshal([]byte(text), &covered); err != nil {
		return err
	}
	if covered.Decisions != count {
		return fmt.Errorf("the export has %d of %d decisions", covered.Decisions, count)
	}
	fmt.Fprintf(os.Stderr, "%d decisions exported and verified\n", count)
	return nil
}
