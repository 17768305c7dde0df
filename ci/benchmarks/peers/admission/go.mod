module seaworthy.dev/benchmarks/peers/admission

go 1.26.0
