package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"

	corev1 "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/yaml"
)

// cluster is what one comparison is about.
type cluster struct {
	namespaces []corev1.Namespace
	pods       []corev1.Pod
	policies   []*networking.NetworkPolicy
}

// blocks never hold the pods' addresses, which are 240.0.0.0/24 and not written in manifests: the
// specification leaves open whether a block means pods.
var blocks = []networking.IPBlock{
	{CIDR: "10.0.0.0/8"},
	{CIDR: "10.1.0.0/16", Except: []string{"10.1.2.0/24", "10.1.3.7/32"}},
	{CIDR: "0.0.0.0/1", Except: []string{"10.0.0.0/8"}},
	{CIDR: "128.0.0.0/2"},
	{CIDR: "192.168.0.0/16"},
	{CIDR: "2001:db8::/32", Except: []string{"2001:db8:1::/48"}},
	{CIDR: "fd00::/8"},
	{CIDR: "8.8.8.8/32"},
}

var (
	apps      = []string{"web", "db", "job"}
	tiers     = []string{"front", "back"}
	teams     = []string{"red", "blue"}
	protocols = []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP}
	numbers   = []int32{1, 79, 80, 81, 443, 5432, 65535}
	names     = []string{"http", "sql", "sync"}
)

type maker struct{ *rand.Rand }

// generate makes the cluster of this number, the same each time.
func generate(seed, number uint64) cluster {
	m := maker{rand.New(rand.NewPCG(seed, number))}
	made := cluster{}
	spaces := 2 + m.IntN(2)
	for i := range spaces {
		name := fmt.Sprintf("n%d", i)
		labels := m.some(map[string][]string{"team": teams})
		labels["kubernetes.io/metadata.name"] = name
		made.namespaces = append(made.namespaces, corev1.Namespace{
			TypeMeta:   meta.TypeMeta{APIVersion: "v1", Kind: "Namespace"},
			ObjectMeta: meta.ObjectMeta{Name: name, Labels: labels},
		})
		for j := range 2 + m.IntN(3) {
			made.pods = append(made.pods, m.pod(name, fmt.Sprintf("p%d", j)))
		}
	}
	for i := range m.IntN(7) {
		made.policies = append(made.policies, m.policy(fmt.Sprintf("n%d", m.IntN(spaces)), i))
	}
	return made
}

func (m maker) pod(namespace, name string) corev1.Pod {
	container := corev1.Container{Name: "c", Image: "i"}
	for i, port := range names {
		if m.IntN(2) == 0 {
			container.Ports = append(container.Ports, corev1.ContainerPort{
				Name: port, ContainerPort: numbers[1+m.IntN(4)] + int32(i)*1000, Protocol: protocols[m.IntN(3)],
			})
		}
	}
	return corev1.Pod{
		TypeMeta: meta.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: meta.ObjectMeta{
			Name: name, Namespace: namespace, Labels: m.some(map[string][]string{"app": apps, "tier": tiers}),
		},
		Spec: corev1.PodSpec{Containers: []corev1.Container{container}},
	}
}

func (m maker) policy(namespace string, number int) *networking.NetworkPolicy {
	policy := &networking.NetworkPolicy{
		TypeMeta:   meta.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "NetworkPolicy"},
		ObjectMeta: meta.ObjectMeta{Name: fmt.Sprintf("q%d", number), Namespace: namespace},
		Spec:       networking.NetworkPolicySpec{PodSelector: m.selector("app", apps)},
	}
	// The API server always fills the types in; without, the two judges would have to guess alike.
	switch m.IntN(3) {
	case 0:
		policy.Spec.PolicyTypes = []networking.PolicyType{networking.PolicyTypeIngress}
	case 1:
		policy.Spec.PolicyTypes = []networking.PolicyType{networking.PolicyTypeEgress}
	default:
		policy.Spec.PolicyTypes = []networking.PolicyType{networking.PolicyTypeIngress, networking.PolicyTypeEgress}
	}
	for _, direction := range policy.Spec.PolicyTypes {
		for range m.IntN(3) {
			if direction == networking.PolicyTypeIngress {
				policy.Spec.Ingress = append(policy.Spec.Ingress,
					networking.NetworkPolicyIngressRule{From: m.peers(), Ports: m.ports()})
			} else {
				policy.Spec.Egress = append(policy.Spec.Egress,
					networking.NetworkPolicyEgressRule{To: m.peers(), Ports: m.ports()})
			}
		}
	}
	return policy
}

func (m maker) peers() []networking.NetworkPolicyPeer {
	var peers []networking.NetworkPolicyPeer
	for range m.IntN(3) {
		peer := networking.NetworkPolicyPeer{}
		switch m.IntN(4) {
		case 0:
			block := blocks[m.IntN(len(blocks))]
			peer.IPBlock = &block
		case 1:
			pods := m.selector("app", apps)
			peer.PodSelector = &pods
		case 2:
			spaces := m.selector("team", teams)
			peer.NamespaceSelector = &spaces
		default:
			pods, spaces := m.selector("tier", tiers), m.selector("team", teams)
			peer.PodSelector, peer.NamespaceSelector = &pods, &spaces
		}
		peers = append(peers, peer)
	}
	return peers
}

func (m maker) ports() []networking.NetworkPolicyPort {
	var ports []networking.NetworkPolicyPort
	for range m.IntN(3) {
		protocol := protocols[m.IntN(3)]
		port := networking.NetworkPolicyPort{Protocol: &protocol}
		switch m.IntN(4) {
		case 0:
		case 1:
			name := intstr.FromString(names[m.IntN(len(names))])
			port.Port = &name
		case 2:
			first := numbers[m.IntN(len(numbers))]
			last := first + int32(m.IntN(int(65536-first)))
			number := intstr.FromInt32(first)
			port.Port, port.EndPort = &number, &last
		default:
			number := intstr.FromInt32(numbers[m.IntN(len(numbers))])
			port.Port = &number
		}
		ports = append(ports, port)
	}
	return ports
}

func (m maker) selector(key string, values []string) meta.LabelSelector {
	value := values[m.IntN(len(values))]
	// NotIn is left out: where the label is absent, it holds for Kubernetes and not for cyclonus.
	operators := []meta.LabelSelectorOperator{
		meta.LabelSelectorOpIn, meta.LabelSelectorOpExists, meta.LabelSelectorOpDoesNotExist,
	}
	switch m.IntN(3) {
	case 0:
		return meta.LabelSelector{}
	case 1:
		return meta.LabelSelector{MatchLabels: map[string]string{key: value}}
	}
	requirement := meta.LabelSelectorRequirement{Key: key, Operator: operators[m.IntN(3)]}
	if requirement.Operator == meta.LabelSelectorOpIn {
		requirement.Values = []string{value}
	}
	return meta.LabelSelector{MatchExpressions: []meta.LabelSelectorRequirement{requirement}}
}

// some gives each key a value, or leaves it out. Keys are few and asked in order: maps have none.
func (m maker) some(choices map[string][]string) map[string]string {
	chosen := map[string]string{}
	for _, key := range []string{"app", "team", "tier"} {
		if values, known := choices[key]; known && m.IntN(4) > 0 {
			chosen[key] = values[m.IntN(len(values))]
		}
	}
	return chosen
}

func (c cluster) manifests() []byte {
	var documents [][]byte
	add := func(object any) {
		text, err := yaml.Marshal(object)
		if err != nil {
			panic(err)
		}
		documents = append(documents, text)
	}
	for _, one := range c.namespaces {
		add(one)
	}
	for _, one := range c.pods {
		add(one)
	}
	for _, one := range c.policies {
		add(one)
	}
	return bytes.Join(documents, []byte("---\n"))
}
