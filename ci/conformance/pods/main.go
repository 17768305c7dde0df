// Command pods asks the Pod Security Standards' own library, which Kubernetes' API server uses: it
// generates pods, has the library judge them by every version of both levels, and writes the
// judgements down for Seaworthy's control to be compared with.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	seed := flag.Uint64("seed", 1, "other pods than those of seed 1")
	count := flag.Uint64("count", 3000, "how many pods")
	out := flag.String("out", "", "a folder that holds folders, each of which takes its share of pods")
	show := flag.Uint64("show", 0, "print this pod and what the library says of it, and write nothing")
	flag.Parse()
	if err := run(*seed, *count, *out, *show); err != nil {
		fmt.Fprintln(os.Stderr, "pods:", err)
		os.Exit(1)
	}
}

func run(seed, count uint64, out string, show uint64) error {
	judge, err := newJudge()
	if err != nil {
		return err
	}
	if show > 0 {
		return print(judge, generate(seed, show))
	}
	folders, err := filepath.Glob(filepath.Join(out, "*"))
	if err != nil || len(folders) == 0 {
		return fmt.Errorf("there is no folder in `%s`: %v", out, err)
	}
	counts := newTally()
	for i, folder := range folders {
		var lines []question
		for number := uint64(i) + 1; number <= count; number += uint64(len(folders)) {
			made := generate(seed, number)
			judgements, err := judge.judge(made, counts)
			if err != nil {
				return fmt.Errorf("pod %d of seed %d: %w", number, seed, err)
			}
			for some := range slices.Chunk(judgements, perQuestion) {
				lines = append(lines, ask(made, some))
			}
		}
		if err := write(filepath.Join(folder, "cases.jsonl"), lines); err != nil {
			return err
		}
	}
	return counts.report(os.Stdout)
}

// perQuestion keeps the first question, which a cold runtime takes long for, within its deadline.
const perQuestion = 13

// question is a line of cases.jsonl as the Java side reads it: one pod, with some judgements in its
// input; compare.rego answers how many agree and which do not.
type question struct {
	Name       string `json:"name"`
	Family     string `json:"family"`
	Entrypoint string `json:"entrypoint"`
	Query      string `json:"query"`
	Input      string `json:"input"`
	Want       []any  `json:"want"`
}

const entrypoint = "seaworthy/conformance/pods/comparison"

func ask(made workload, judgements []judgement) question {
	input, err := json.Marshal(map[string]any{
		"object":     map[string]any{"manifest": made.manifest, "podPath": made.podPath},
		"judgements": judgements,
	})
	if err != nil {
		panic(err)
	}
	agreement := map[string]any{"agree": len(judgements), "differ": []any{}}
	return question{
		Name:       fmt.Sprintf("%d:%d", made.seed, made.number),
		Family:     "pod",
		Entrypoint: entrypoint,
		Query:      "data.seaworthy.conformance.pods.comparison",
		Input:      string(input),
		Want:       []any{agreement},
	}
}

func write(file string, lines []question) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer out.Close()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, line := range lines {
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return out.Close()
}

func print(judge *judge, made workload) error {
	text, err := json.MarshalIndent(made.manifest, "", "  ")
	if err != nil {
		return err
	}
	fmt.Println(string(text))
	judgements, err := judge.judge(made, newTally())
	for _, one := range judgements {
		fmt.Printf("%-10s %-7s %q\n", one.Level, one.Version, one.Controls)
	}
	return err
}
