module seaworthy.dev/conformance/faults

go 1.26.0
