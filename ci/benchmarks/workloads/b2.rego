# All 10,000 images are looked through for those of the Deployment's team that still have faults.
package bench

findings contains {"image": reference, "status": image.status} if {
	some reference, image in data.images
	image.team == input.metadata.labels.team
	image.critical > 3
}
