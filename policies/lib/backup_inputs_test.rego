# Inputs for the tests of controls that judge backups.
package seaworthy.lib.backup_inputs

import data.seaworthy.lib.record_inputs

at := record_inputs.now - 3600

backup(label, type, repository, stop) := {
	"label": label, "type": type, "repository": repository, "start": stop - 600, "stop": stop,
	"archiveStop": "000000010000000000000004", "error": false, "references": [],
}

ok := {"code": 0, "message": "ok"}

base := {
	"tool": "pgBackRest", "stanza": "erp", "environment": "production", "at": at, "by": "ops", "offSite": [2],
	"status": ok,
	"repositories": [{"key": 1, "cipher": "aes-256-cbc", "status": ok}, {"key": 2, "cipher": "aes-256-cbc", "status": ok}],
	"archives": [
		{"id": "15-1", "repository": 1, "min": "000000010000000000000001", "max": "000000010000000000000008"},
		{"id": "15-1", "repository": 2, "min": "000000010000000000000001", "max": "000000010000000000000008"},
	],
	"backups": [backup("A", "full", 1, at - 90000), backup("B", "full", 2, at - 80000)],
	"archiving": {"lastArchived": at - 60, "failedCount": 0},
	"verified": {"at": at - 7200, "passed": true},
}

stanza(id, fields) := {"id": id, "content": object.union(object.remove(base, object.keys(fields)), fields)}

without(id, keys) := {"id": id, "content": object.remove(base, keys)}
