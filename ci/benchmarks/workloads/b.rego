# Each image of a Deployment is looked up among 10,000 that were judged before.
package bench

pod := input.spec.template.spec

findings contains {"container": container.name, "problem": "unknown image"} if {
	some container in array.concat(pod.initContainers, pod.containers)
	not data.images[container.image]
}

findings contains {"container": container.name, "problem": "image refused", "by": image.team} if {
	some container in array.concat(pod.initContainers, pod.containers)
	image := data.images[container.image]
	image.status == "refused"
}
