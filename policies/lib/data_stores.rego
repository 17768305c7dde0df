# Where data is kept, as people recorded it.
package seaworthy.lib.data_stores

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

kind := "record/data-inventory"

item := records.latest(kind, "environment")

doubts := records.doubts(kind, "environment")

too_old contains {"rule": "too-old", "status": "unknown", "on": item.id, "path": ["at"], "days": days, "most": most} if {
	most := parameters.value("max_data_inventory_days")
	days := records.days_old(item)
	days > most
}

not_told contains {"rule": "not-told", "status": "unknown", "on": item.id, "path": ["stores"], "kind": name} if {
	told := {one.kind | some one in item.content.stores}
	some name in parameters.value("data_kinds")
	not name in told
}

common contains finding if some finding in doubts

common contains finding if some finding in too_old

common contains finding if some finding in not_told
