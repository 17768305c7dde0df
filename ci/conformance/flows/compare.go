package main

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"strings"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
)

type tally struct{ policies, allowed, denied, disagreements int }

type span struct {
	Protocol    corev1.Protocol
	First, Last int
}

type connection struct {
	Source, Destination string
	Ports               []span
}

// answers are Seaworthy's connections, by source and destination.
type answers struct {
	inside  map[string][]span
	outside []connection
}

func parse(text []byte) (*answers, error) {
	var read struct {
		Networks []struct{ Connections []connection }
	}
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, err
	}
	found := &answers{inside: map[string][]span{}}
	for _, network := range read.Networks {
		for _, one := range network.Connections {
			if strings.HasSuffix(one.Source, "[External]") || strings.HasSuffix(one.Destination, "[External]") {
				found.outside = append(found.outside, one)
			} else {
				found.inside[one.Source+" "+one.Destination] = one.Ports
			}
		}
	}
	return found, nil
}

// end is one end of a packet.
type end struct {
	name    string
	address netip.Addr
	peer    *matcher.TrafficPeer
	ports   []corev1.ContainerPort
}

func (a *answers) allows(from, to end, protocol corev1.Protocol, port int) bool {
	if from.address.IsValid() || to.address.IsValid() {
		for _, one := range a.outside {
			if is(one.Source, from) && is(one.Destination, to) && covers(one.Ports, protocol, port) {
				return true
			}
		}
		return false
	}
	return covers(a.inside[from.name+" "+to.name], protocol, port)
}

// is tells whether a line's peer holds the end: a range of addresses, or a pod's name.
func is(peer string, one end) bool {
	addresses, external := strings.CutSuffix(peer, "[External]")
	if !external || !one.address.IsValid() {
		return !one.address.IsValid() && peer == one.name
	}
	first, last, _ := strings.Cut(addresses, "-")
	low, high := netip.MustParseAddr(first), netip.MustParseAddr(last)
	return low.BitLen() == one.address.BitLen() && low.Compare(one.address) <= 0 && one.address.Compare(high) <= 0
}

func covers(spans []span, protocol corev1.Protocol, port int) bool {
	for _, one := range spans {
		if one.Protocol == protocol && one.First <= port && port <= one.Last {
			return true
		}
	}
	return false
}

// addresses stand at and beside the borders of blocks.
var addresses = []string{
	"9.255.255.255", "10.0.0.0", "10.1.1.255", "10.1.2.0", "10.1.3.7", "10.1.3.8", "10.255.255.255", "11.0.0.0",
	"8.8.8.8", "8.8.8.9", "127.255.255.255", "128.0.0.1", "191.255.255.255", "192.168.1.1",
	"2001:db8::1", "2001:db8:1::", "2001:db8:2::", "2001:db9::", "fd00::1", "fe00::1",
}

func ends(made cluster) (pods, outside []end) {
	labels := map[string]map[string]string{}
	for _, one := range made.namespaces {
		labels[one.Name] = one.Labels
	}
	for i, pod := range made.pods {
		pods = append(pods, end{
			name: fmt.Sprintf("%s/%s[Pod]", pod.Namespace, pod.Name),
			peer: &matcher.TrafficPeer{
				Internal: &matcher.InternalPeer{
					PodLabels: pod.Labels, NamespaceLabels: labels[pod.Namespace], Namespace: pod.Namespace,
				},
				IP: fmt.Sprintf("240.0.0.%d", i+1),
			},
			ports: pod.Spec.Containers[0].Ports,
		})
	}
	for _, text := range addresses {
		outside = append(outside, end{
			name: text, address: netip.MustParseAddr(text), peer: &matcher.TrafficPeer{IP: text},
		})
	}
	return pods, outside
}

func compare(number uint64, made cluster, found *answers, total *tally) {
	total.policies += len(made.policies)
	policies := matcher.BuildNetworkPolicies(false, made.policies)
	pods, outside := ends(made)
	ask := func(from, to end) {
		for _, protocol := range protocols {
			for port, name := range asked(to, protocol) {
				traffic := &matcher.Traffic{
					Source: from.peer, Destination: to.peer,
					ResolvedPort: port, ResolvedPortName: name, Protocol: protocol,
				}
				expected := policies.IsTrafficAllowed(traffic).IsAllowed()
				total.count(expected, found.allows(from, to, protocol, port),
					fmt.Sprintf("cluster %d: %s to %s on %s %d", number, from.name, to.name, protocol, port))
			}
		}
	}
	for _, from := range pods {
		for _, to := range pods {
			if from.name != to.name {
				ask(from, to)
			}
		}
		for _, other := range outside {
			ask(from, other)
			ask(other, from)
		}
	}
}

// asked gives ports with the names that the destination has for them.
func asked(to end, protocol corev1.Protocol) map[int]string {
	ports := map[int]string{}
	for _, number := range append([]int32{2, 82, 1000, 65534}, numbers...) {
		ports[int(number)] = ""
	}
	for _, port := range to.ports {
		if port.Protocol == protocol {
			ports[int(port.ContainerPort)] = port.Name
		}
	}
	return ports
}

func (t *tally) count(expected, found bool, question string) {
	if expected {
		t.allowed++
	} else {
		t.denied++
	}
	if expected != found {
		t.disagreements++
		if t.disagreements <= 20 {
			fmt.Printf("%s: cyclonus allows %t, seaworthy %t\n", question, expected, found)
		}
	}
}
