# ERP users of a snapshot beside what the declared role map says of them. What data of modules gives
# to users tells of no database: which accounts are there, and active, an export of it says.
package seaworthy.lib.odoo

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

users := [item |
	some item in evidence.of_kind("iam/principal")
	item.content.system == "odoo"
	not item.content.type == "group"
	not object.get(item.content, ["attributes", "ofModules"], false) == true
]

# An archived user can do nothing until someone brings it back.
active := [item |
	some item in users
	not object.get(item.content, ["attributes", "active"], true) == false
]

declarations[name] contains declaration if {
	some item in evidence.of_kind("iam/role-map")
	some declaration in values.list_at(item.content, ["principals"])
	declaration.system == "odoo"
	name := declaration.name
}

declared(item) := object.get(declarations, item.content.name, set())

is_declared(item) if count(declared(item)) > 0

categories(item) := {values.string_at(declaration, ["category"]) | some declaration in declared(item)}

declared_groups(item) := {group |
	some declaration in declared(item)
	some group in values.list_at(declaration, ["groups"])
}

# Groups held by being implied, and groups given by hand.
effective_groups(item) := {group | some group in values.list_at(item.content, ["attributes", "groups"])}

direct_groups(item) := {group | some group in values.list_at(item.content, ["attributes", "directGroups"])} if {
	values.is_set(item.content, ["attributes", "directGroups"])
} else := effective_groups(item)

admin_groups := {group | some group in parameters.value("admin_groups")}

# When the account ends: the earliest that the export or the map names.
expiries(item) := {expiry |
	some holder in (declared(item) | {object.get(item.content, "attributes", {})})
	expiry := object.get(holder, "expires", null)
	is_number(expiry)
}
