# RFC 3339 times as seconds since 1970, without a clock: WebAssembly has no native time built-ins.
package seaworthy.lib.timestamps

import data.seaworthy.lib.values

# "2026-01-31T08:00:00Z", with any fraction of a second and any offset.
seconds(text) := ((((((days * 24) + hour) * 60) + minute) * 60) + second) - offset(zone) if {
	is_string(text)
	substring(text, 4, 1) == "-"
	substring(text, 10, 1) == "T"
	days := days_since_1970(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
	hour := number(text, 11, 2)
	minute := number(text, 14, 2)
	second := number(text, 17, 2)
	zone := trim_left(trim_left(substring(text, 19, -1), "."), "0123456789")
}

number(text, at, length) := values.decimal(substring(text, at, length))

offset("Z") := 0

offset(zone) := sign * (((number(zone, 1, 2) * 60) + number(zone, 4, 2)) * 60) if {
	sign := {"+": 1, "-": -1}[substring(zone, 0, 1)]
}

# Years begin in March, so that the leap day is the last of its year.
days_since_1970(year, month, day) := ((((((365 * y) + floor(y / 4)) - floor(y / 100)) + floor(y / 400)) + floor(((153 * m) + 2) / 5)) + day) - 719469 if {
	m := (month + 9) % 12
	y := year - floor((14 - month) / 12)
}
