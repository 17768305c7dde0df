# What a database server said of itself (`seaworthy record database`), held against the release.
package seaworthy.lib.database_servers

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

kind := "record/database-server"

# The newest about the release's environment.
item := records.latest(kind, "environment")

# A setting's value; undefined where the record does not tell it.
setting(name) := value if {
	some one in item.content.settings
	one.name == name
	value := one.value
}

setting_path(name) := ["settings", i, "value"] if {
	some i, one in item.content.settings
	one.name == name
}

too_old contains {"rule": "too-old", "status": "unknown", "on": item.id, "path": ["at"], "hours": hours, "most": most} if {
	most := parameters.value("max_database_record_hours")
	hours := floor((input.now - item.content.at) / 3600)
	hours > most
}
