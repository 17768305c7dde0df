package main

// A mutation changes one thing of a pod that the standards look at, or might be thought to.
type mutation = func(d dice, pod object)

const appArmor = "container.apparmor.security.beta.kubernetes.io/"

var mutations = []mutation{
	func(d dice, pod object) {
		specOf(pod)[pick(d, "hostNetwork", "hostPID", "hostIPC")] = pick[any](d, true, false, nil)
	},
	func(d dice, pod object) { specOf(pod)["hostUsers"] = pick[any](d, false, false, true, nil) },
	func(d dice, pod object) {
		windows := object{"name": "windows"}
		specOf(pod)["os"] = pick[any](d, windows, windows, object{"name": "linux"}, object{"name": "Windows"}, object{}, nil)
	},
	sysctls, sysctls, volumes, volumes, volumes, annotations,
	inContext(func(d dice, context object) {
		context["windowsOptions"] = pick[any](d, object{"hostProcess": pick[any](d, true, false, nil)}, object{}, nil)
	}),
	inContext(seLinux), inContext(seLinux),
	inContext(profile("seccompProfile")), inContext(profile("seccompProfile")), inContext(profile("appArmorProfile")),
	inContext(func(d dice, context object) { context["runAsNonRoot"] = pick[any](d, true, false, nil) }),
	inContext(func(d dice, context object) { context["runAsUser"] = pick[any](d, 0, 1, 1000, nil) }),
	inContext(func(d dice, context object) { delete(context, pick(d, "runAsNonRoot", "seccompProfile")) }),
	ofContainers(field("privileged", true, false, nil)),
	ofContainers(field("allowPrivilegeEscalation", true, false, nil)),
	ofContainers(field("procMount", "Unmasked", "Unmasked", "Default", "", nil)),
	// Field names are case-sensitive; these are none.
	ofContainers(field("Privileged", true)),
	ofContainers(capabilities), ofContainers(capabilities), ofContainers(capabilities),
	inContainer(ports), inContainer(probe), inContainer(hook),
	inContainer(func(d dice, container object) { container["securityContext"] = pick[any](d, object{}, nil) }),
	func(d dice, pod object) { specOf(pod)["securityContext"] = pick[any](d, object{}, nil) },
}

func specOf(pod object) object { return pod["spec"].(object) }

// objectIn is the object that a field holds, made where there is none.
func objectIn(holder object, field string) object {
	if found, ok := holder[field].(object); ok {
		return found
	}
	made := object{}
	holder[field] = made
	return made
}

func inContainer(change func(d dice, container object)) mutation {
	return func(d dice, pod object) {
		var all []any
		for _, list := range []string{"containers", "initContainers", "ephemeralContainers"} {
			some, _ := specOf(pod)[list].([]any)
			all = append(all, some...)
		}
		change(d, pick(d, all...).(object))
	}
}

func ofContainers(change func(d dice, context object)) mutation {
	return inContainer(func(d dice, container object) { change(d, objectIn(container, "securityContext")) })
}

// inContext changes the security context of the pod, or of a container.
func inContext(change func(d dice, context object)) mutation {
	return func(d dice, pod object) {
		if d.once(2) {
			change(d, objectIn(specOf(pod), "securityContext"))
		} else {
			ofContainers(change)(d, pod)
		}
	}
}

func field(name string, values ...any) func(d dice, context object) {
	return func(d dice, context object) { context[name] = pick(d, values...) }
}

func profile(name string) func(d dice, context object) {
	return func(d dice, context object) {
		kind := pick[any](d, "RuntimeDefault", "Localhost", "Unconfined", "runtime/default", "", nil)
		context[name] = pick[any](d, object{"type": kind}, object{"type": kind}, object{"localhostProfile": "a"}, nil)
	}
}

func seLinux(d dice, context object) {
	options := object{pick(d, "user", "role", "level"): pick[any](d, "system_u", "s0", "", nil)}
	if !d.once(3) {
		options = object{"type": pick[any](d, "container_t", "container_init_t", "container_kvm_t", "container_engine_t",
			"container_engine_t", "spc_t", "", nil)}
	}
	context["seLinuxOptions"] = pick[any](d, options, options, options, object{}, nil)
}

func capabilities(d dice, context object) {
	added := []any{"NET_BIND_SERVICE", "NET_BIND_SERVICE", "CHOWN", "AUDIT_WRITE", "DAC_OVERRIDE", "FOWNER", "FSETID",
		"KILL", "MKNOD", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT", "NET_RAW", "SYS_ADMIN", "ALL",
		"CAP_CHOWN", "chown", "", nil}
	dropped := []any{"ALL", "ALL", "all", "NET_RAW", "", nil}
	result := object{}
	if d.once(3) {
		result["add"] = d.list(added)
	}
	if !d.once(4) {
		result["drop"] = pick[any](d, []any{"ALL"}, []any{"ALL"}, d.list(dropped))
	}
	if d.once(10) {
		context["capabilities"] = nil
		return
	}
	context["capabilities"] = result
}

// list holds none to three of some values, or is null.
func (d dice) list(from []any) any {
	if d.once(12) {
		return nil
	}
	list := []any{}
	for range d.IntN(4) {
		list = append(list, pick(d, from...))
	}
	return list
}

func sysctls(d dice, pod object) {
	names := []any{"kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies",
		"net.ipv4.ping_group_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports",
		"net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
		"net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
		"net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat", "kernel.msgmax", "net.core.somaxconn",
		"net/ipv4/tcp_syncookies", "", nil}
	list := []any{}
	for range d.IntN(3) {
		list = append(list, pick[any](d, object{"name": pick(d, names...), "value": "1"}, object{"name": pick(d, names...)},
			object{"name": pick(d, names...)}, pick[any](d, nil, object{})))
	}
	objectIn(specOf(pod), "securityContext")["sysctls"] = pick[any](d, list, list, list, nil)
}

func volumes(d dice, pod object) {
	allowed := []string{"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim",
		"projected", "secret"}
	forbidden := []string{"hostPath", "hostPath", "gcePersistentDisk", "awsElasticBlockStore", "gitRepo", "nfs", "iscsi",
		"glusterfs", "rbd", "flexVolume", "cinder", "cephfs", "flocker", "fc", "azureFile", "vsphereVolume", "quobyte",
		"azureDisk", "portworxVolume", "photonPersistentDisk", "scaleIO", "storageos", "unheardOf"}
	list := []any{}
	for range d.IntN(4) {
		volume := object{"name": "v"}
		switch d.IntN(10) {
		case 0: // of no type
		case 1:
			volume[pick(d, append(allowed, forbidden...)...)] = nil
		case 2:
			volume[pick(d, allowed...)], volume[pick(d, forbidden...)] = object{}, object{}
		case 3, 4:
			volume[pick(d, forbidden...)] = object{}
		default:
			volume[pick(d, allowed...)] = object{}
		}
		list = append(list, volume)
	}
	if d.once(20) {
		list = append(list, nil)
	}
	specOf(pod)["volumes"] = pick[any](d, list, list, list, list, list, nil)
}

func annotations(d dice, pod object) {
	container := pick(d, "ca", "ia", "gone", "")
	key := pick(d, appArmor+container, appArmor+container, "seccomp.security.alpha.kubernetes.io/pod",
		"container.seccomp.security.alpha.kubernetes.io/"+container, "container.seccomp.security.alpha.kubernetes.io/ca")
	value := pick[any](d, "runtime/default", "docker/default", "localhost/a", "localhost", "unconfined", "unconfined", "", nil)
	objectIn(pod["metadata"].(object), "annotations")[key] = value
}

func ports(d dice, container object) {
	list := []any{}
	for range d.IntN(3) {
		list = append(list, pick[any](d, object{"containerPort": 80, "hostPort": pick[any](d, 0, 80, 443, nil)},
			object{"containerPort": 80}, object{}, nil))
	}
	container["ports"] = pick[any](d, list, list, list, nil)
}

// handler asks a host, or the pod itself.
func (d dice) handler() any {
	host := object{"host": pick[any](d, "127.0.0.1", "10.0.0.1", "localhost", "", nil), "port": 80}
	return pick[any](d, object{"httpGet": host}, object{"tcpSocket": host}, object{"httpGet": nil, "tcpSocket": host},
		object{"exec": object{"command": []any{"true"}}}, object{"grpc": object{"port": 80}}, object{"httpGet": object{}}, object{}, nil)
}

func probe(d dice, container object) {
	container[pick(d, "livenessProbe", "readinessProbe", "startupProbe")] = d.handler()
}

func hook(d dice, container object) {
	container["lifecycle"] = pick[any](d, object{pick(d, "postStart", "preStop"): d.handler()},
		object{pick(d, "postStart", "preStop"): d.handler()}, object{}, nil)
}
