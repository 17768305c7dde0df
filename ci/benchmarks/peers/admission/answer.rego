# Answers AdmissionReviews by the ten rules of `conftest/deny.rego`.
package admission

import rego.v1

answer := {
	"apiVersion": "admission.k8s.io/v1",
	"kind": "AdmissionReview",
	"response": {
		"uid": input.request.uid,
		"allowed": count(messages) == 0,
		"status": {"message": concat("; ", messages)},
	},
}

messages contains message if {
	some message in data.main.deny with input as input.request.object
}
