package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// minimiser makes a program that runtimes answer unlike OPA smaller, as long as they do.
type minimiser struct {
	folder string
	known  map[string]bool
	ask    io.Writer
	told   *bufio.Scanner
	tries  int
	last   string // what differed when something last did
}

// runMinimise prints the smallest program it finds.
func runMinimise(arguments []string) error {
	flags := flag.NewFlagSet("minimise", flag.ExitOnError)
	name := flags.String("program", "", "SEED:NUMBER")
	provided := flags.String("provided", "", "a file that names the builtins there are")
	runner := flags.String("runner", "", "the command that serves comparisons, see the Java side")
	keep := flags.String("keep", "", "a folder to leave the smallest batch in")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	known, err := readWords(*provided)
	if err != nil {
		return err
	}
	var seed, number uint64
	if _, err := fmt.Sscanf(*name, "%d:%d", &seed, &number); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "minimise")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	server := exec.Command("sh", "-c", *runner)
	server.Stderr = os.Stderr
	ask, err := server.StdinPipe()
	if err != nil {
		return err
	}
	told, err := server.StdoutPipe()
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	defer func() { _ = ask.Close(); _ = server.Wait() }()
	m := &minimiser{folder: folder, known: known, ask: ask, told: bufio.NewScanner(told)}
	m.told.Buffer(nil, 1<<24)
	one := generate(seed, number, known)
	if !m.differs(one) {
		return fmt.Errorf("%s does not differ", *name)
	}
	one = m.smaller(one)
	m.differs(one)
	print(one)
	fmt.Printf("# %s\n# after %d comparisons\n", m.last, m.tries)
	if *keep != "" {
		return m.write(one, *keep)
	}
	return nil
}

func print(one generated) {
	for _, name := range sortedKeys(one.program.modules) {
		fmt.Printf("# %s\n%s\n", name, strings.TrimSpace(one.program.modules[name]))
	}
	fmt.Println("# data:", quote(one.data))
	for _, input := range one.inputs {
		fmt.Println("# input:", quote(input))
	}
	fmt.Println("# queries:", strings.Join(one.program.queries, " | "))
}

func (m *minimiser) write(one generated, folder string) error {
	program, err := one.compiled("it")
	if err != nil {
		return err
	}
	writer := newWriter(folder, 1)
	if err := writer.add(program); err != nil {
		return err
	}
	return writer.close()
}

func (m *minimiser) differs(one generated) bool {
	if !one.program.usable(m.known) {
		return false
	}
	if err := os.RemoveAll(m.folder); err != nil || m.write(one, m.folder) != nil {
		return false
	}
	m.tries++
	fmt.Fprintln(m.ask, filepath.Clean(m.folder))
	if !m.told.Scan() {
		panic("the runner has stopped")
	}
	if m.told.Text() == "same" {
		return false
	}
	m.last = m.told.Text()
	return true
}

// smaller goes on until nothing can be left out.
func (m *minimiser) smaller(one generated) generated {
	for {
		before := m.tries
		size := one.size()
		one = m.lessAsked(one)
		one = m.lessText(one)
		one = m.lessDocuments(one)
		if one.size() >= size || m.tries-before == 0 {
			return one
		}
	}
}

func (one generated) size() int {
	size := len(quote(one.data)) + len(quote(one.inputs)) + 20*len(one.program.queries)
	for _, text := range one.program.modules {
		size += len(text)
	}
	return size
}

func (m *minimiser) lessAsked(one generated) generated {
	one.inputs = fewer(one.inputs, func(inputs []map[string]any) bool {
		candidate := one
		candidate.inputs = inputs
		return m.differs(candidate)
	})
	one.program.queries = fewer(one.program.queries, func(queries []string) bool {
		candidate := one
		candidate.program.queries = queries
		return m.differs(candidate)
	})
	return one
}

// fewer tries halves, then single ones.
func fewer[T any](list []T, stillDiffers func([]T) bool) []T {
	for step := len(list) / 2; step >= 1; step /= 2 {
		for from := 0; from < len(list) && len(list) > 1; {
			less := slices.Concat(list[:from], list[min(from+step, len(list)):])
			if len(less) > 0 && stillDiffers(less) {
				list = less
			} else {
				from += step
			}
		}
	}
	return list
}

func (m *minimiser) lessText(one generated) generated {
	for _, name := range sortedKeys(one.program.modules) {
		try := func(text string) bool {
			candidate := one
			candidate.program.modules = maps.Clone(one.program.modules)
			candidate.program.modules[name] = text
			if !m.differs(candidate) {
				return false
			}
			one = candidate
			return true
		}
		for {
			changed := false
			for _, separator := range []string{"\n\n", "\n", "; ", " with ", ", ", " | "} {
				parts := strings.Split(one.program.modules[name], separator)
				parts = fewer(parts, func(parts []string) bool { return try(strings.Join(parts, separator)) && flag1(&changed) })
			}
			for from := 0; from < len(one.program.modules[name]); from++ {
				for _, text := range simpler(one.program.modules[name], from) {
					if try(text) {
						changed = true
						break
					}
				}
			}
			if !changed {
				break
			}
		}
	}
	return one
}

func flag1(changed *bool) bool { *changed = true; return true }

// simpler replaces what stands in the brackets that open at a place, with the name before them, by
// one of its parts or by a constant.
func simpler(text string, open int) []string {
	end := closing(text, open)
	if end < 0 {
		return nil
	}
	start := open
	for start > 0 && (isWord(text[start-1]) || text[start-1] == '$') {
		start--
	}
	var results []string
	put := func(part string) {
		if part = strings.TrimSpace(part); len(part) < end-start {
			results = append(results, text[:start]+part+text[end:])
		}
	}
	for _, constant := range []string{"0", `"a"`, "true", "[]", "{}", "set()"} {
		put(constant)
	}
	for _, part := range parts(text[open+1 : end-1]) {
		put(part)
	}
	return results
}

func isWord(c byte) bool {
	return c == '.' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z'
}

const opening, shutting = "([{", ")]}"

// closing is the place after the bracket that closes the one at open; -1 if there is none.
func closing(text string, open int) int {
	if !strings.ContainsRune(opening, rune(text[open])) {
		return -1
	}
	depth, quoted := 0, false
	for i := open; i < len(text); i++ {
		switch {
		case quoted && text[i] == '\\':
			i++
		case text[i] == '"':
			quoted = !quoted
		case quoted:
		case strings.IndexByte(opening, text[i]) >= 0:
			depth++
		case strings.IndexByte(shutting, text[i]) >= 0:
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// parts splits at commas, bars and operators that stand in no brackets.
func parts(text string) []string {
	var list []string
	start := 0
	for i := 0; i < len(text); i++ {
		if end := closing(text, i); end > 0 {
			i = end - 1
		} else if strings.IndexByte(",|;:+-*/%&<>=!", text[i]) >= 0 {
			list = append(list, text[start:i])
			start = i + 1
		}
	}
	return append(list, text[start:])
}

func (m *minimiser) lessDocuments(one generated) generated {
	if data, ok := one.data["d"].(map[string]any); ok {
		smaller := m.lessObject(data, func(data map[string]any) generated {
			candidate := one
			candidate.data = map[string]any{"d": data}
			return candidate
		})
		one.data = map[string]any{"d": smaller}
	}
	if len(one.inputs) == 1 {
		one.inputs = []map[string]any{m.lessObject(one.inputs[0], func(input map[string]any) generated {
			candidate := one
			candidate.inputs = []map[string]any{input}
			return candidate
		})}
	}
	return one
}

func (m *minimiser) lessObject(object map[string]any, with func(map[string]any) generated) map[string]any {
	for _, key := range sortedKeys(object) {
		less := maps.Clone(object)
		delete(less, key)
		if m.differs(with(less)) {
			object = less
		}
	}
	return object
}
