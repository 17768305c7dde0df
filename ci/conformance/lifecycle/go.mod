// Reads the source of Kubernetes' API modules; needs none of them to be built. Never published.
module seaworthy/conformance/lifecycle

go 1.26.0
