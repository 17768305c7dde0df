# Odoo servers of a snapshot: their processes, what each does, and the database connections they
# may hold. Options: https://www.odoo.com/documentation/18.0/developer/reference/cli.html
package seaworthy.lib.odoo_servers

import data.seaworthy.lib.images
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.production
import data.seaworthy.lib.running
import data.seaworthy.lib.settings
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

all := [server |
	some item in running.all
	not production.runs_to_completion(item)
	some found in pods.containers(item.content)
	production.is_lasting(found)
	words := settings.words(found.container)
	is_odoo(found.container, words)
	not is_one_off(words)
	server := {
		"item": item,
		"found": found,
		"words": words,
		"files": chosen(words, [file | some file in settings.files(item, found.container); contains(file.text, "[options]")]),
	}
]

image_names := {name | some name in parameters.value("odoo_images")}

programs := {"odoo", "odoo-bin", "odoo.py", "openerp-server"}

# What stands before the program in a command line, if anything does: a database may be called odoo.
starters := {"exec", "-c", "-lc", "-ec", "--", "&&", "python", "python3", "tini", "dumb-init", "gosu", "wait-for-psql.py"}

is_odoo(container, _) if {
	segments := split(images.parse(values.string_at(container, ["image"])).repository, "/")
	segments[count(segments) - 1] in image_names
}

is_odoo(_, words) if {
	some i, word in words
	is_program(word)
	is_started(words, i)
}

is_program(word) if {
	segments := split(word, "/")
	segments[count(segments) - 1] in programs
}

is_started(_, 0)

is_started(words, i) if {
	segments := split(words[i - 1], "/")
	segments[count(segments) - 1] in starters
}

# Ends by itself: an update of modules, or a subcommand.
is_one_off(words) if "--stop-after-init" in words

is_one_off(words) if {
	some i, word in words
	word in {"shell", "scaffold", "db", "neutralize", "populate", "cloc"}
	follows_program(words, i)
}

follows_program(_, 0)

follows_program(words, i) if is_program(words[i - 1])

# Only the file that the command line names, where it is among those mounted.
chosen(words, files) := named if {
	path := settings.argument(words, ["--config", "-c"])
	segments := split(path, "/")
	named := [file | some file in files; file.key == segments[count(segments) - 1]]
	count(named) > 0
} else := files

# Option, other names of it on the command line, and Odoo's default.
options := {
	"workers": {"flags": ["--workers"], "default": 0},
	"max_cron_threads": {"flags": ["--max-cron-threads"], "default": 2},
	"db_maxconn": {"flags": ["--db_maxconn"], "default": 64},
	"db_maxconn_gevent": {"flags": ["--db_maxconn_gevent"], "default": 0},
}

# What was written, null where nothing was. A variable named for Odoo is turned into arguments by the
# image's entry point; one without its name only where no file says otherwise.
written(server, option) := settings.expand(server.item, server.found.container, value) if {
	value := settings.argument(server.words, options[option].flags)
	value != null
} else := value if {
	value := settings.first_set(server.item, server.found.container, [upper(concat("_", ["odoo", option]))])
	value != null
} else := value if {
	value := settings.setting_of_files(server.files, option)
	value != null
} else := settings.first_set(server.item, server.found.container, [upper(option)])

# Undefined where it cannot be told: what nothing sets has Odoo's default only if the file that
# might set it was seen, and is not in the image. There a parameter tells.
option(server, name) := number if {
	number := values.decimal(written(server, name))
} else := options[name]["default"] if {
	unset(written(server, name))
	count(server.files) > 0
} else := number if {
	number := stated[name]
	number >= 0
}

stated := {
	"workers": parameters.value("odoo_workers"),
	"max_cron_threads": parameters.value("odoo_max_cron_threads"),
	"db_maxconn": parameters.value("odoo_db_maxconn"),
}

unset(null)

unset("")

unset(value) if lower(value) in {"none", "false"}

# Names of the options that cannot be told. The gevent process takes db_maxconn where it has no own.
unknown_options(server) := sort([name |
	some name in ["workers", "max_cron_threads", "db_maxconn"]
	not is_known(server, name)
])

is_known(server, name) if is_number(option(server, name))

serves_http(server) if not is_silent(server)

is_silent(server) if "--no-http" in server.words

is_silent(server) if lower(settings.setting_of_files(server.files, "http_enable")) == "false"

# With workers, each is a process, cron threads are processes too, and one more serves web sockets;
# without, all is one process of many threads.
processes(server) := (web + cron) + gevent if {
	option(server, "workers") > 0
	web := web_processes(server)
	cron := option(server, "max_cron_threads")
	gevent := gevent_processes(server)
} else := 1 if option(server, "workers") == 0

web_processes(server) := option(server, "workers") if {
	serves_http(server)
} else := 0

gevent_processes(server) := 1 if {
	serves_http(server)
} else := 0

# The pool of each process opens as many connections as it may.
connections(server) := ((web + cron) * each) + (gevent * gevent_each) if {
	option(server, "workers") > 0
	each := option(server, "db_maxconn")
	web := web_processes(server)
	cron := option(server, "max_cron_threads")
	gevent := gevent_processes(server)
	gevent_each := gevent_connections(server, each)
} else := option(server, "db_maxconn") if option(server, "workers") == 0

gevent_connections(server, _) := number if {
	number := values.decimal(written(server, "db_maxconn_gevent"))
	number > 0
} else := each if {
	each := option(server, "db_maxconn")
}

# Transactions at one time: a process has one, the threads of a single process one each.
transactions(server) := processes(server) if {
	option(server, "workers") > 0
} else := connections(server)

# Whether it runs the queue_job module's runner, which takes jobs as soon as it is loaded.
runs_queue(server) if {
	loaded := settings.argument(server.words, ["--load"])
	loaded != null
	"queue_job" in split(loaded, ",")
}

runs_queue(server) if {
	settings.argument(server.words, ["--load"]) == null
	loaded := settings.setting_of_files(server.files, "server_wide_modules")
	"queue_job" in [trim_space(name) | some name in split(loaded, ",")]
}

# The host of the database as Odoo is told it; empty where it cannot be told.
database_host(server) := host if {
	host := first([
		settings.argument(server.words, ["--db_host"]),
		settings.first_set(server.item, server.found.container, ["ODOO_DB_HOST", "ODOO_DATABASE_HOST"]),
		settings.setting_of_files(server.files, "db_host"),
		settings.first_set(server.item, server.found.container, ["PGHOST", "DB_HOST", "HOST"]),
	])
	host != settings.hidden
	not startswith(host, "$")
	not lower(host) in {"false", "none"}
} else := ""

first(candidates) := [value | some value in candidates; value != null][0]

# Pods at the autoscaler's maximum while a rollout adds new ones before the old ones go.
most_pods(item) := most + surge(item, most) if {
	most := running.most_pods(item)
	most > 0
} else := 0

surge(item, most) := added(object.get(item.content.manifest, ["spec", "strategy", "rollingUpdate", "maxSurge"], "25%"), most) if {
	workloads.kind(item) in {"Deployment", "Rollout"}
	production.rollout_strategy(item) != "Recreate"
} else := 0

# A percentage is rounded up, as the Deployment controller does.
added(value, _) := value if is_number(value)

added(value, most) := ceil((values.percent(value) * most) / 100) if is_string(value)
