# Who comes by a dangerous role in any number of steps: a graph is made of 2,000 bindings.
package bench

edges[subject] contains binding.role if {
	some binding in input.bindings
	some subject in binding.subjects
}

edges[role.name] contains subject if {
	some role in input.roles
	some subject in role.impersonates
}

# One value, which OPA keeps: it evaluates a rule like the above anew for each key asked for.
graph_of_all := edges

findings contains {"person": person, "role": role} if {
	some person in input.people
	some node in graph.reachable(graph_of_all, {person})
	some role in graph_of_all[node]
	role in data.dangerous
}
