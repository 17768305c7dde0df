package main

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
)

const header = `# Kubernetes APIs that were or will be deprecated or removed, by the minor version that does it. Written by
# ci/conformance/api-versions, do not edit. Source: the lifecycle of each type, its comments, and the types
# that are gone from one version to the next, in the Go modules
%s
package seaworthy.lib.api_versions

# The newest version of Kubernetes that the figures are from; later ones are its plans.
newest := %d
`

func write(out io.Writer, modules []module, h history) {
	newest := 0
	versions := map[string][]string{}
	for _, m := range modules {
		newest = max(newest, m.minor)
		versions[m.name] = append(versions[m.name], m.version)
	}
	fmt.Fprintf(out, header, sources(versions), newest)
	byVersion := map[string][]string{}
	for a := range h.lifecycles {
		if l, ends := h.ends(a); ends {
			byVersion[a.version] = append(byVersion[a.version], entry(a, l))
		}
	}
	fmt.Fprint(out, "\nending := {\n")
	for _, version := range sortedKeys(byVersion) {
		entries := byVersion[version]
		slices.Sort(entries)
		fmt.Fprintf(out, "\t%q: {\n%s\t},\n", version, strings.Join(entries, ""))
	}
	fmt.Fprint(out, "}\n")
}

// sources names each module with its versions, wrapped as comments.
func sources(versions map[string][]string) string {
	var lines []string
	for _, name := range sortedKeys(versions) {
		line := "#   " + name
		for _, version := range versions[name] {
			if len(line)+len(version) > 100 {
				lines = append(lines, line)
				line = "#  "
			}
			line += " " + version
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func entry(a api, l lifecycle) string {
	var fields []string
	if l.deprecated > 0 {
		fields = append(fields, fmt.Sprintf(`"deprecated": %d`, l.deprecated))
	}
	if l.removed > 0 {
		fields = append(fields, fmt.Sprintf(`"removed": %d`, l.removed))
	}
	if l.replacement != (api{}) {
		fields = append(fields, fmt.Sprintf(`"replacement": %q`, l.replacement.version+" "+l.replacement.kind))
	}
	return fmt.Sprintf("\t\t%q: {%s},\n", a.kind, strings.Join(fields, ", "))
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
