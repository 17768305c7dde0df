# A tenth rule for the nine of a2, with a regular expression.
package bench

findings contains message if {
	some container in containers
	not regex.match(`^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+:v?[0-9]+\.[0-9]+\.[0-9]+(-[a-z0-9.]+)?@sha256:[0-9a-f]{64}$`, container.image)
	message := sprintf("%s: image reference of another form", [container.name])
}
