# Minor versions of Kubernetes 1.x: until when the project mends them, and how far components may
# be apart.
package seaworthy.lib.kubernetes_releases

import data.seaworthy.lib.timestamps
import data.seaworthy.lib.values

# The last day with support. Sources, as of 2026-09-15: the release pages of
# https://kubernetes.io/releases/, and data/releases/eol.yaml of github.com/kubernetes/website.
end_of_life := {
	16: "2020-09-02", 17: "2021-01-13", 18: "2021-06-18", 19: "2021-10-28", 20: "2022-02-28",
	21: "2022-06-28", 22: "2022-12-08", 23: "2023-02-28", 24: "2023-07-28", 25: "2023-10-28",
	26: "2024-02-28", 27: "2024-07-16", 28: "2024-10-22", 29: "2025-02-28", 30: "2025-07-15",
	31: "2025-11-11", 32: "2026-02-28", 33: "2026-06-28", 34: "2026-10-27", 35: "2027-02-28",
	36: "2027-06-28", 37: "2027-10-28",
}

oldest := min(object.keys(end_of_life))

newest := max(object.keys(end_of_life))

# The minor of "v1.34.1-eks-3cfe0ce", "1.33.5+k3s1" or "1.34".
minor(version) := number if {
	is_string(version)
	parts := split(trim_prefix(version, "v"), ".")
	parts[0] == "1"
	number := values.decimal(trim_right(parts[1], "+"))
}

name(minor_) := concat("", ["1.", format_int(minor_, 10)])

# What a provider promises beyond the project goes first: a list of `1.34=2027-10-27`.
supported_until(minor_, extended) := max([date |
	some entry in extended
	[version, date] := split(entry, "=")
	minor(version) == minor_
	seconds(date)
]) if {
	some entry in extended
	startswith(entry, concat("", [name(minor_), "="]))
} else := end_of_life[minor_] if {
	end_of_life[minor_]
} else := end_of_life[oldest] if minor_ < oldest

seconds(date) := timestamps.seconds(concat("", [date, "T23:59:59Z"]))

# https://kubernetes.io/releases/version-skew-policy/: minor versions that a component may be older
# than the API server; none may be newer. Kubelets and proxies before 1.25 had to be nearer.
most_behind(component, own) := 2 if {
	component in {"kubelet", "kube-proxy"}
	own < 25
} else := 3 if {
	component in {"kubelet", "kube-proxy"}
} else := 1
