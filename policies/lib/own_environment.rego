# Which environments stand for the release's own.
package seaworthy.lib.own_environment

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

names := {records.release.environment} | {name | some name in parameters.value("proving_environments")}

holds(record) if record.environment in names
