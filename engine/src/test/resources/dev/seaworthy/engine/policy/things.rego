# A policy that behaves, but for things that ask it not to. Built from this file:
#   opa build -t wasm -e things/findings things.rego    (policy.wasm is things.wasm)
#   opa build -t plan -e things/findings things.rego    (plan.json is things.plan.json)
package things

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
