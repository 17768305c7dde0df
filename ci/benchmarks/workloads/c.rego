# Who comes by a dangerous role in two steps: 2,000 bindings, looked through for each step.
package bench

held(subjects) := {binding.role |
	some binding in input.bindings
	some subject in binding.subjects
	subject in subjects
}

impersonated(roles) := {subject |
	some role in input.roles
	role.name in roles
	some subject in role.impersonates
}

findings contains {"person": person, "role": role} if {
	some person in input.people
	own := held({person})
	reached := own | held(impersonated(own))
	some role in data.dangerous
	role in reached
}
