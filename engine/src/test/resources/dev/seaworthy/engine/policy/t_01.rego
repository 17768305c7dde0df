# The policy of things.rego under the name that a control T-01 of a bundle `test` has.
#   opa build -t wasm -e seaworthy/test/t_01/findings t_01.rego    (policy.wasm is t_01.wasm)
#   opa build -t plan -e seaworthy/test/t_01/findings t_01.rego    (plan.json is t_01.plan.json)
package seaworthy.test.t_01

findings contains {"rule": "bad", "path": ["bad"], "name": input.object.name} if {
	input.object.bad == true
}

findings contains {"rule": "bad", "path": [], "name": input.object.name, "status": "unknown"} if {
	input.object.doubtful == true
}

findings contains {"rule": "undeclared", "path": []} if input.object.malformed == true

findings contains {"rule": "bad", "path": ["items", i, "bad"], "name": item.name} if {
	some i, item in input.object.items
	item.bad == true
}
