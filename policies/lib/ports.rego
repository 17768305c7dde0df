# Ports and their names. https://www.rfc-editor.org/rfc/rfc6335 section 5.1, as Kubernetes' API has it.
package seaworthy.lib.ports

import data.seaworthy.lib.services
import data.seaworthy.lib.values

is_number(port) if {
	port >= 1
	port <= 65535
	port == floor(port)
}

is_name(name) if {
	is_string(name)
	count(name) <= 15
	trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	trim(name, "0123456789-") != ""
	not startswith(name, "-")
	not endswith(name, "-")
	not contains(name, "--")
}

# Whether a container can be asked at the port, by number or by name. Numbers need not be declared, so
# one is wrong only where others are; a name must be.
is_served(container, port, protocol) if {
	some declared in values.list_at(container, ["ports"])
	port in {object.get(declared, "containerPort", null), object.get(declared, "name", null)}
	services.protocol(declared) == protocol
}

is_served(container, port, _) if {
	not is_string(port)
	count(values.list_at(container, ["ports"])) == 0
}
