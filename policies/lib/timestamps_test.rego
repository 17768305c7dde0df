package seaworthy.lib.timestamps_test

import data.seaworthy.lib.timestamps

test_known_instants[text] if {
	some text, expected in {
		"1970-01-01T00:00:00Z": 0,
		"2000-02-29T00:00:00Z": 951782400,
		"2000-03-01T00:00:00Z": 951868800,
		"2026-01-31T08:09:10Z": 1769846950,
		"2026-11-20T08:00:00Z": 1795161600,
		"2026-11-20T08:00:00.123456Z": 1795161600,
		"2026-11-20T10:00:00+02:00": 1795161600,
		"2026-11-20T02:30:00-05:30": 1795161600,
		"2100-03-01T00:00:00Z": 4107542400,
	}
	timestamps.seconds(text) == expected
}

test_what_is_no_time_is_undefined if {
	every text in ["", "yesterday", "2026-11-20", "2026-11-20T08:00:00", "2026-1x-20T08:00:00Z"] {
		not timestamps.seconds(text)
	}
	not timestamps.seconds(null)
	not timestamps.seconds(5)
}
