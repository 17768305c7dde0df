package main

import (
	"path/filepath"
	"sort"
	"strings"
)

// api is a kind in one version of its group, as manifests name it: `apps/v1` and `Deployment`.
type api struct{ version, kind string }

// lifecycle holds minor versions of Kubernetes, 0 where nothing is said.
type lifecycle struct {
	deprecated, removed int
	replacement         api
}

// history is what all modules together say of each API. Of two versions of a module the newer knows
// better; what it no longer has is gone.
type history struct {
	lifecycles map[api]lifecycle
	lastSeen   map[api]int
	newest     map[api]bool
}

func read(modules []module) (history, error) {
	h := history{map[api]lifecycle{}, map[api]int{}, map[api]bool{}}
	last := map[string]int{}
	sort.SliceStable(modules, func(i, j int) bool { return modules[i].minor < modules[j].minor })
	owner := map[api]string{}
	for _, m := range modules {
		last[m.name] = m.minor
		packages, err := filepath.Glob(filepath.Join(m.folder, "*", "v[0-9]*"))
		if err != nil {
			return h, err
		}
		nested, err := filepath.Glob(filepath.Join(m.folder, "pkg", "apis", "*", "v[0-9]*"))
		if err != nil {
			return h, err
		}
		for _, folder := range append(packages, nested...) {
			kinds, err := readPackage(folder)
			if err != nil {
				return h, err
			}
			for a, l := range kinds {
				h.lifecycles[a] = l
				h.lastSeen[a] = m.minor
				owner[a] = m.name
			}
		}
	}
	for a, minor := range h.lastSeen {
		h.newest[a] = minor == last[owner[a]]
	}
	return h, nil
}

// ends tells when an API was or will be deprecated and removed, and what replaces it. ok is false for
// one that stays, and for lists, which nobody writes.
func (h history) ends(a api) (l lifecycle, ok bool) {
	l = h.lifecycles[a]
	if gone := h.lastSeen[a] + 1; h.isGone(a) && (l.removed == 0 || gone < l.removed) {
		l.removed = gone
	}
	if l.removed > 0 && l.deprecated > l.removed {
		l.deprecated = 0 // dropped earlier than planned
	}
	l.replacement = h.replacement(a)
	return l, (l.deprecated > 0 || l.removed > 0) && !strings.HasSuffix(a.kind, "List")
}

// isGone is of previews only: a stable type that is no longer in the source was no API by itself.
func (h history) isGone(a api) bool {
	return !h.newest[a] && stability(a.version) < stability("v1")
}

// replacement is an API that stays, if there is one. What the source names may itself have ended
// since, and names a list in places.
func (h history) replacement(a api) api {
	named := h.lifecycles[a].replacement
	named.kind = strings.TrimSuffix(named.kind, "List")
	if named == (api{}) {
		return h.successor(a)
	}
	named = h.inFull(named)
	if _, ends := h.ends(named); !ends {
		return named
	}
	return h.replacement(named)
}

// inFull gives an API that a comment names by its Go package, such as `discovery/v1`, its group.
func (h history) inFull(a api) api {
	name, version, _ := strings.Cut(a.version, "/")
	for known := range h.newest {
		if known.kind == a.kind && strings.HasPrefix(known.version, name+".") && strings.HasSuffix(known.version, "/"+version) {
			return known
		}
	}
	return a
}

// successor is the same kind in the most stable version of its group that the newest modules have.
func (h history) successor(a api) api {
	best := api{}
	for other := range h.newest {
		if h.newest[other] && other.kind == a.kind && group(other.version) == group(a.version) &&
			stability(other.version) > max(stability(a.version), stability(best.version)) {
			best = other
		}
	}
	return best
}

func group(version string) string {
	if name, _, found := strings.Cut(version, "/"); found {
		return name
	}
	return ""
}

// stability orders versions as Kubernetes does: v2 before v1 before v1beta2 before v1beta1 before
// v1alpha1.
func stability(version string) int {
	if version == "" {
		return 0
	}
	_, name, _ := strings.Cut("/"+version, "/")
	name = name[strings.LastIndex(name, "/")+1:]
	numbers := strings.FieldsFunc(name, func(r rune) bool { return r < '0' || r > '9' })
	rank := 10 * number(numbers[0])
	switch {
	case strings.Contains(name, "alpha"):
		return 1000 + rank + number(numbers[1])
	case strings.Contains(name, "beta"):
		return 2000 + rank + number(numbers[1])
	}
	return 3000 + rank
}
