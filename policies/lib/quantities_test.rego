package seaworthy.lib.quantities_test

import data.seaworthy.lib.quantities

test_cpu_in_every_form if {
	every written, wanted in {
		"250m": 250, "0.25": 250, ".5": 500, "2": 2000, "2.": 2000, "+1": 1000, "1e0": 1000, "1500u": 2, "1n": 1,
		"0.1": 100, "1.1": 1100, "0": 0, "100e-3": 100, "1k": 1000000,
	} {
		quantities.milli(written) == wanted
	}
	quantities.milli(2) == 2000
	quantities.milli(0.57) == 570
}

test_memory_in_every_form if {
	every written, wanted in {
		"128974848": 128974848, "129e6": 129000000, "129M": 129000000, "123Mi": 128974848, "1.5Gi": 1610612736,
		"64Ki": 65536, "1E3": 1000, "1E": 1000000000000000000, "1Ti": 1099511627776, "500m": 1,
	} {
		quantities.whole(written) == wanted
	}
	quantities.of("memory", "1Ki") == 1024
	quantities.of("cpu", "1") == 1000
	quantities.of("pods", "110") == 110
}

test_no_quantity_is_undefined if {
	every written in ["", "-1", "1.2.3", "1 Gi", "1gi", "Gi", "abc", "1e", "1e+-3", "1e99", null, [], {}] {
		not quantities.whole(written)
		not quantities.milli(written)
	}
}

test_amounts_as_text if {
	quantities.text("cpu", 1500) == "1500m"
	quantities.text("memory", 1610612736) == "1536Mi"
	quantities.text("pods", 110) == "110"
}
