// Command flows compares `network connections` with cyclonus' matcher, which judges one packet at a
// time and shares no idea with sets of ports and classes of pods: it generates clusters, has both
// judge them, and reports every disagreement.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	seed := flag.Uint64("seed", 1, "other clusters than those of seed 1")
	count := flag.Uint64("count", 100, "how many clusters")
	work := flag.String("work", "", "a folder for the clusters' manifests")
	command := flag.String("command", "./seaworthy", "the launcher")
	show := flag.Uint64("show", 0, "print this cluster's manifests, and compare nothing")
	flag.Parse()
	if *show > 0 {
		os.Stdout.Write(generate(*seed, *show).manifests())
		return
	}
	if err := run(*seed, *count, *work, *command); err != nil {
		fmt.Fprintln(os.Stderr, "flows:", err)
		os.Exit(1)
	}
}

func run(seed, count uint64, work, command string) error {
	total := tally{}
	for number := uint64(1); number <= count; number++ {
		made := generate(seed, number)
		found, err := ask(made, filepath.Join(work, fmt.Sprint(number)), command)
		if err != nil {
			return fmt.Errorf("cluster %d of seed %d: %w", number, seed, err)
		}
		compare(number, made, found, &total)
	}
	fmt.Printf("%d clusters, %d policies, %d questions: %d allowed, %d denied, %d disagreements\n",
		count, total.policies, total.allowed+total.denied, total.allowed, total.denied, total.disagreements)
	if total.disagreements > 0 || total.allowed == 0 || total.denied == 0 {
		return fmt.Errorf("there is disagreement, or nothing was asked")
	}
	return nil
}

// ask gives what Seaworthy says of a cluster.
func ask(made cluster, folder, command string) (*answers, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(folder, "all.yaml"), made.manifests(), 0o644); err != nil {
		return nil, err
	}
	var out, complaints bytes.Buffer
	process := exec.Command(command, "network", "connections", folder, "--format", "json", "--ipv6")
	process.Stdout, process.Stderr = &out, &complaints
	if err := process.Run(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, complaints.String())
	}
	return parse(out.Bytes())
}
