# METADATA
# title: ERP users hold what their role map allows
# description: Administrators, support, integrations and business users have the groups the declared map gives them, and no more.
# custom:
#   id: IAM-03
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [iam/principal, iam/role-map]
#   reads: [iam/declared-rights]
#   parameters: [admin_groups]
#   mappings:
#     nist-800-53r5: [AC-2, AC-2(2), AC-2(3), AC-5, AC-6, AC-6(7)]
#   rules:
#     not-in-role-map:
#       message: "user `{user}` is active and not in the role map"
#       fix: add the user to the role map with its category and groups, or archive it
#     extra-group:
#       message: "user `{user}` holds group `{group}`, which the role map does not give"
#       fix: take the group away, or add it to the role map by an approved change
#     missing-group:
#       message: "user `{user}` lacks group `{group}`, which the role map gives"
#       fix: give the group, or take it from the role map
#     business-user-in-admin-group:
#       message: "business user `{user}` holds administration group `{group}`"
#       fix: take the group away, or whatever group implies it
#     support-not-time-bound:
#       message: "support user `{user}` has no end date"
#       fix: set `expires` in the role map or the account
#     support-expired:
#       message: "support access of user `{user}` ended {days} days ago and the account is still active"
#       fix: archive the account, or approve a new end date
#     integration-with-login:
#       message: "integration account `{user}` can log in interactively"
#       fix: leave it an API key only, and disable its password
#     integration-login-not-known:
#       message: "whether integration account `{user}` can log in interactively is not known"
#       fix: add `interactiveLogin` to the access export
#     unknown-category:
#       message: "the role map gives user `{user}` no category that is known: `{category}`"
#       fix: set `category` to admin, support, integration or business
#     open-access-row:
#       message: "everyone may {rights} records of `{model}`, since its access row names no group"
#       fix: name a group in the access row
#     extra-right:
#       message: "cloud principal `{user}` may `{right}`, which the role map does not give{actions}"
#       fix: take the right away, or add it to the role map by an approved change
#     missing-right:
#       message: "cloud principal `{user}` lacks `{right}`, which the role map gives{actions}"
#       fix: give the right, or take it from the role map
#     declared-not-found:
#       message: "the role map gives rights to cloud principal `{user}`, which the evidence does not hold"
#       fix: add the account's export, or take the principal from the role map
#     declared-twice:
#       message: "cloud principal `{user}` of the role map is any of `{principals}`"
#       fix: name it with its kind, such as `role/deployer`
#     rights-left-out:
#       message: "{count} rights of cloud principal `{user}` differ from the role map, and {told} of them are told"
#       fix: mend those first
#     no-erp-users:
#       message: "the evidence holds no ERP users"
#       fix: add the ERP's group and access export, or declare the control not applicable
package seaworthy.iam.iam_03

import data.seaworthy.lib.evidence
import data.seaworthy.lib.odoo
import data.seaworthy.lib.values

findings contains finding("not-in-role-map", item, {}) if {
	some item in odoo.active
	not odoo.is_declared(item)
}

# A group that is implied by a declared one is no extra: groups given by hand are compared.
findings contains finding("extra-group", item, {"group": group}) if {
	some item in odoo.active
	odoo.is_declared(item)
	some group in (odoo.direct_groups(item) - odoo.declared_groups(item))
}

# But an administration group is never to come along silently, whatever implies it.
findings contains finding("extra-group", item, {"group": group}) if {
	some item in odoo.active
	odoo.is_declared(item)
	some category in odoo.categories(item)
	category != "business"
	some group in ((odoo.effective_groups(item) & odoo.admin_groups) - odoo.declared_groups(item))
	category != "admin"
}

findings contains finding("missing-group", item, {"group": group}) if {
	some item in odoo.active
	some group in (odoo.declared_groups(item) - odoo.effective_groups(item))
}

findings contains finding("business-user-in-admin-group", item, {"group": group}) if {
	some item in of_category("business")
	some group in (odoo.effective_groups(item) & odoo.admin_groups)
}

findings contains finding("support-not-time-bound", item, {}) if {
	some item in of_category("support")
	odoo.expiries(item) == set()
}

findings contains finding("support-expired", item, {"days": floor((input.now - ended) / 86400)}) if {
	some item in of_category("support")
	ended := min(odoo.expiries(item))
	ended <= input.now
}

findings contains finding("integration-with-login", item, {}) if {
	some item in of_category("integration")
	object.get(item.content, ["attributes", "interactiveLogin"], null) == true
}

findings contains finding("integration-login-not-known", item, {"status": "unknown"}) if {
	some item in of_category("integration")
	not is_boolean(object.get(item.content, ["attributes", "interactiveLogin"], null))
}

findings contains finding("unknown-category", item, {"category": category, "status": "unknown"}) if {
	some item in odoo.active
	some category in odoo.categories(item)
	not category in {"admin", "support", "integration", "business"}
}

of_category(category) := [item |
	some item in odoo.active
	category in odoo.categories(item)
]

# Every user of the export holds such a row; it is reported once.
findings contains {
	"rule": "open-access-row",
	"on": min([row.id | some row in rows]),
	"path": [],
	"model": model,
	"rights": concat(", ", sort({right | some row in rows; some right in row.rights})),
} if {
	some model, rows in open_rows
}

open_rows[model] contains {"id": item.id, "rights": rights} if {
	some item in odoo.users
	some grant in values.list_at(item.content, ["grants"])
	not names_group(grant)
	rights := {"write", "create", "unlink"} & {action | some action in values.list_at(grant, ["actions"])}
	count(rights) > 0
	some model in values.list_at(grant, ["resources"])
}

names_group(grant) if values.string_at(grant, ["via", "name"]) != ""

names_group(grant) if grant.origin.kind == "group"

# What policies allow and what the map gives is compared by the actions that patterns stand for.
findings contains of_declared(rule, item, {"right": one.right, "actions": in_words(one)}) if {
	some item in evidence.of_kind("iam/declared-rights")
	some [key, rule] in [["extra", "extra-right"], ["missing", "missing-right"]]
	some one in values.list_at(item.content, [key])
}

findings contains of_declared("rights-left-out", item, {"count": count_of(item, key), "told": told}) if {
	some item in evidence.of_kind("iam/declared-rights")
	some key in ["extra", "missing"]
	told := count(values.list_at(item.content, [key]))
	count_of(item, key) > told
}

findings contains of_declared("declared-not-found", item, {"status": "unknown"}) if {
	some item in evidence.of_kind("iam/declared-rights")
	count(values.list_at(item.content, ["principals"])) == 0
}

findings contains of_declared("declared-twice", item, {"status": "unknown", "principals": principals}) if {
	some item in evidence.of_kind("iam/declared-rights")
	principals := values.list_at(item.content, ["principals"])
	count(principals) > 1
}

count_of(item, key) := object.get(item.content, concat("", [key, "Count"]), 0)

in_words(one) := concat("", [" (", one.actions, ")"]) if {
	is_string(one.actions)
} else := ""

of_declared(rule, item, named) := object.union(
	{"rule": rule, "on": item.id, "path": [], "user": values.string_at(item.content, ["name"])},
	named,
)

findings contains {"rule": "no-erp-users", "on": item.id, "path": [], "status": "unknown"} if {
	count(odoo.users) == 0
	item := evidence.of_kind("iam/principal")[0]
}

finding(rule, item, named) := object.union(
	{"rule": rule, "on": item.id, "path": [], "user": values.string_at(item.content, ["name"])},
	named,
)
