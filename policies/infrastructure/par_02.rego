# METADATA
# title: Staging is masked and representative
# description: Personal data in staging was replaced, and there is nearly as much data as in production.
# custom:
#   id: PAR-02
#   severity: high
#   stage: drift
#   scope: snapshot
#   needs: [release/descriptor, record/masking-report]
#   reads: []
#   parameters: [staging_environments, min_staging_rows_percent, max_masking_days]
#   mappings:
#     nist-800-53r5: [SI-19, PM-25, SA-3(2)]
#   rules:
#     not-masked:
#       message: "`{column}` holds personal data that was not masked"
#       fix: mask it, and mask it again after each refresh
#     too-little:
#       message: "the masked data has {percent} % of production's rows, less than {least} %"
#       fix: refresh it from production
#     too-old:
#       message: "the report is {days} days old, more than {most}"
#       fix: mask again after the last refresh, and record it
#     not-staging:
#       message: "the record is about an environment that is none of {environments}"
#       fix: record it of the environment that is masked, or list that in the parameter `staging_environments`
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.infrastructure.par_02

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/masking-report", "any")

item := records.latest("record/masking-report", "any")

findings contains finding("not-masked", ["columns", i], {"column": column.name}) if {
	some i, column in item.content.columns
	column.masked == false
}

findings contains finding("too-little", ["rows"], {"percent": floor(percent), "least": least}) if {
	least := parameters.value("min_staging_rows_percent")
	percent := (item.content.rows * 100) / item.content.productionRows
	percent < least
}

findings contains finding("too-old", ["at"], {"days": days, "most": most}) if {
	most := parameters.value("max_masking_days")
	days := records.days_old(item)
	days > most
}

findings contains finding("not-staging", ["environment"], {"environments": environments, "status": "unknown"}) if {
	environments := parameters.value("staging_environments")
	not item.content.environment in environments
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
