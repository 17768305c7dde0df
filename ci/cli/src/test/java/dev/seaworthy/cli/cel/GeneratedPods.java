package dev.seaworthy.cli.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Workloads of every kind whose pods meet the Pod Security Standards or not, by a few things that
 * the controls look at or might be thought to. The same seed gives the same workloads.
 */
final class GeneratedPods {
  /** What makes a workload: its path in the API, its kind and whether its pods must end. */
  enum Kind {
    POD("api/v1", "pods", "Pod", ""),
    REPLICATION_CONTROLLER("api/v1", "replicationcontrollers", "ReplicationController", "Always"),
    DEPLOYMENT("apis/apps/v1", "deployments", "Deployment", "Always"),
    STATEFUL_SET("apis/apps/v1", "statefulsets", "StatefulSet", "Always"),
    DAEMON_SET("apis/apps/v1", "daemonsets", "DaemonSet", "Always"),
    REPLICA_SET("apis/apps/v1", "replicasets", "ReplicaSet", "Always"),
    JOB("apis/batch/v1", "jobs", "Job", "Never"),
    CRON_JOB("apis/batch/v1", "cronjobs", "CronJob", "Never");

    final String api;
    final String resource;
    final String name;
    final String restart;

    Kind(String api, String resource, String name, String restart) {
      this.api = api;
      this.resource = resource;
      this.name = name;
      this.restart = restart;
    }

    String apiVersion() {
      return api.replaceFirst("^apis?/", "");
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final List<String> IMAGES =
      List.of(
          "registry.example/app:1.0@sha256:" + HEX,
          "registry.example/app@sha256:" + HEX,
          "registry.example/app:1.0",
          "registry.example/team/app:latest",
          "registry.example/app:LATEST@sha256:" + HEX,
          "registry.example.org/app:1",
          "registry.example/teammate/app:Stable",
          "nginx",
          "nginx:1.27",
          "library/nginx:main",
          "index.docker.io/nginx:1",
          "docker.io/odoo/odoo:18.0",
          "localhost/app:dev",
          "localhost:5000/team/app",
          "localhost:5000/team/app:prod",
          "registry.example:5000/app:1",
          "app@sha256:" + HEX.substring(1),
          "app@sha256:" + HEX.substring(1) + "G",
          "app@sha256:" + HEX.toUpperCase(java.util.Locale.ROOT),
          "app@sha512:" + HEX,
          "app@",
          "app@@sha256:" + HEX,
          "app:1@sha256:" + HEX + "@x",
          "app:",
          ":latest",
          "/app:latest",
          "registry.example/",
          "registry.example//app:1",
          "registry.example:/app:1",
          "a/b/c:d/e:f",
          "a:b:latest",
          "größe/бот:latest",
          "@",
          "/");
  private static final List<String> CAPABILITIES =
      List.of(
          "NET_BIND_SERVICE",
          "CHOWN",
          "AUDIT_WRITE",
          "MKNOD",
          "SYS_CHROOT",
          "NET_RAW",
          "SYS_ADMIN",
          "ALL",
          "CAP_CHOWN",
          "chown",
          "KILL");
  private static final List<String> SYSCTLS =
      List.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_notsent_lowat",
          "kernel.msgmax",
          "net.core.somaxconn",
          "net/ipv4/tcp_syncookies");
  private static final List<String> VOLUMES =
      List.of(
          "{'configMap':{'name':'a'}}",
          "{'csi':{'driver':'a.example'}}",
          "{'downwardAPI':{'items':[]}}",
          "{'emptyDir':{}}",
          "{'ephemeral':{'volumeClaimTemplate':{'spec':{'accessModes':['ReadWriteOnce'],"
              + "'resources':{'requests':{'storage':'1Gi'}}}}}}",
          "{'persistentVolumeClaim':{'claimName':'a'}}",
          "{'projected':{'sources':[]}}",
          "{'secret':{'secretName':'a'}}",
          "{}",
          "{'hostPath':{'path':'/var/run'}}",
          "{'hostPath':{'path':'/'}}",
          "{'nfs':{'server':'a','path':'/b'}}",
          "{'gcePersistentDisk':{'pdName':'a'}}",
          "{'awsElasticBlockStore':{'volumeID':'a'}}",
          "{'azureDisk':{'diskName':'a','diskURI':'b'}}",
          "{'azureFile':{'secretName':'a','shareName':'b'}}",
          "{'cephfs':{'monitors':['a']}}",
          "{'cinder':{'volumeID':'a'}}",
          "{'fc':{'targetWWNs':['a'],'lun':1}}",
          "{'flexVolume':{'driver':'a/b'}}",
          "{'flocker':{'datasetName':'a'}}",
          "{'gitRepo':{'repository':'a'}}",
          "{'glusterfs':{'endpoints':'a','path':'b'}}",
          "{'iscsi':{'targetPortal':'a','iqn':'iqn.2001-04.example:a','lun':0}}",
          "{'photonPersistentDisk':{'pdID':'a'}}",
          "{'portworxVolume':{'volumeID':'a'}}",
          "{'quobyte':{'registry':'a:1','volume':'b'}}",
          "{'rbd':{'monitors':['a'],'image':'b'}}",
          "{'scaleIO':{'gateway':'a','system':'b','secretRef':{'name':'c'},'volumeName':'d'}}",
          "{'storageos':{'volumeName':'a','volumeNamespace':'b'}}",
          "{'vsphereVolume':{'volumePath':'a'}}",
          "{'unheardOf':{}}");

  private final Random random;

  GeneratedPods(long seed) {
    this.random = new Random(seed);
  }

  Kind kind() {
    return one(List.of(Kind.values()));
  }

  /** A workload's manifest. */
  ObjectNode workload(Kind kind, String name) {
    ObjectNode pod = pod();
    for (int i = random.nextInt(5); i > 0; i--) {
      mutate(pod);
    }
    return wrapped(kind, name, pod);
  }

  /** A pod's manifest that meets `baseline`, or `restricted` too, but for its images. */
  private ObjectNode pod() {
    boolean strict = random.nextInt(3) > 0;
    ObjectNode pod = JSON.createObjectNode();
    pod.putObject("metadata").putObject("annotations");
    ObjectNode spec = pod.putObject("spec");
    if (strict) {
      ObjectNode context = spec.putObject("securityContext");
      context.put("runAsNonRoot", true).putObject("seccompProfile").put("type", "RuntimeDefault");
    }
    containers(spec.putArray("containers"), "c", 1 + random.nextInt(2), strict);
    containers(spec.putArray("initContainers"), "i", random.nextInt(3), strict);
    return pod;
  }

  private void containers(ArrayNode list, String prefix, int count, boolean strict) {
    for (int i = 0; i < count; i++) {
      ObjectNode container = list.addObject().put("name", prefix + i);
      container.put("image", random.nextInt(3) == 0 ? one(IMAGES) : IMAGES.get(0));
      if (strict) {
        ObjectNode context = container.putObject("securityContext");
        context.put("allowPrivilegeEscalation", false);
        context.putObject("capabilities").putArray("drop").add("ALL");
      }
    }
  }

  private void mutate(ObjectNode pod) {
    ObjectNode spec = object(pod, "spec");
    switch (random.nextInt(27)) {
      case 0 -> spec.put(one(List.of("hostNetwork", "hostPID", "hostIPC")), random.nextInt(4) > 0);
      case 1 -> spec.put("hostUsers", random.nextInt(3) == 0);
      case 2 -> {
        spec.put("hostUsers", false);
        context(container(spec)).put("procMount", one(List.of("Unmasked", "Default")));
      }
      case 3 -> spec.set("os", json(one(List.of("{'name':'windows'}", "{'name':'linux'}"))));
      case 4 -> {
        ObjectNode context = context(container(spec));
        context.remove("allowPrivilegeEscalation");
        context.put("privileged", random.nextInt(4) > 0);
      }
      case 5 -> context(container(spec)).put("allowPrivilegeEscalation", random.nextBoolean());
      case 6, 7 -> capabilities(context(container(spec)));
      case 8, 9, 10 -> volumes(spec);
      case 11, 12 -> ports(container(spec));
      case 13, 14 -> probe(container(spec));
      case 15 -> profile(context(either(spec)), "seccompProfile");
      case 16 -> profile(context(either(spec)), "appArmorProfile");
      case 17, 18 -> seLinux(context(either(spec)));
      case 19, 20 -> sysctls(context(spec));
      case 21 -> context(either(spec)).put("runAsNonRoot", random.nextBoolean());
      case 22 -> context(either(spec)).put("runAsUser", random.nextInt(2) * 1000);
      case 23 -> context(either(spec)).remove(one(List.of("runAsNonRoot", "seccompProfile")));
      case 24 -> annotate(object(object(pod, "metadata"), "annotations"));
      case 25 -> hostProcess(spec);
      default -> odd(either(spec));
    }
  }

  /** Fields that are there and say nothing. */
  private void odd(ObjectNode holder) {
    switch (random.nextInt(4)) {
      case 0 -> holder.putNull("securityContext");
      case 1 -> holder.putObject("securityContext");
      case 2 -> context(holder).putNull("seLinuxOptions");
      default -> context(holder).putObject("seLinuxOptions");
    }
  }

  private void hostProcess(ObjectNode spec) {
    ObjectNode context = context(random.nextInt(3) == 0 ? container(spec) : spec);
    context.putObject("windowsOptions").put("hostProcess", random.nextInt(3) > 0);
    spec.put("hostNetwork", true);
  }

  private void capabilities(ObjectNode context) {
    ObjectNode both = object(context, "capabilities");
    if (random.nextInt(4) > 0) {
      texts(both.putArray("add"), CAPABILITIES);
    } else {
      texts(both.putArray("drop"), List.of("ALL", "ALL", "all", "NET_RAW"));
    }
  }

  private void volumes(ObjectNode spec) {
    ArrayNode volumes = spec.putArray("volumes");
    for (int i = random.nextInt(4); i > 0; i--) {
      ObjectNode volume = (ObjectNode) json(one(VOLUMES));
      volumes.add(volume.put("name", "v" + i));
    }
  }

  private void ports(ObjectNode container) {
    ArrayNode ports = container.putArray("ports");
    for (int i = random.nextInt(3); i > 0; i--) {
      ObjectNode port = ports.addObject().put("containerPort", 8000 + i);
      if (random.nextBoolean()) {
        port.put("hostPort", random.nextInt(3) * 9000 + (random.nextInt(3) > 0 ? i : 0));
      }
    }
  }

  private void probe(ObjectNode container) {
    JsonNode handler =
        json(
            one(
                List.of(
                    "{'httpGet':{'port':80,'host':'10.0.0.1'}}",
                    "{'httpGet':{'port':80,'host':''}}",
                    "{'httpGet':{'port':80}}",
                    "{'tcpSocket':{'port':80,'host':'127.0.0.1'}}",
                    "{'tcpSocket':{'port':80}}",
                    "{'exec':{'command':['true']}}")));
    if (random.nextInt(3) > 0) {
      container.set(one(List.of("livenessProbe", "readinessProbe", "startupProbe")), handler);
    } else {
      object(container, "lifecycle").set(one(List.of("postStart", "preStop")), handler);
    }
  }

  private void profile(ObjectNode context, String field) {
    context.set(
        field,
        json(
            one(
                List.of(
                    "{'type':'RuntimeDefault'}",
                    "{'type':'Localhost','localhostProfile':'a'}",
                    "{'type':'Unconfined'}",
                    "{'type':'Unconfined'}"))));
  }

  private void seLinux(ObjectNode context) {
    ObjectNode options = context.putObject("seLinuxOptions");
    options.put(
        one(List.of("user", "role", "level")), one(List.of("system_u", "object r", "s0", "")));
    options.put(
        "type",
        one(
            List.of(
                "container_t",
                "container_init_t",
                "container_engine_t",
                "container_engine_t",
                "spc_t",
                "")));
  }

  private void sysctls(ObjectNode context) {
    ArrayNode sysctls = context.putArray("sysctls");
    for (int i = random.nextInt(4); i > 0; i--) {
      sysctls.addObject().put("name", one(SYSCTLS)).put("value", "1");
    }
  }

  private void annotate(ObjectNode annotations) {
    annotations.put(
        one(
            List.of(
                "container.apparmor.security.beta.kubernetes.io/c0",
                "container.apparmor.security.beta.kubernetes.io/c0",
                "seccomp.security.alpha.kubernetes.io/pod",
                "container.seccomp.security.alpha.kubernetes.io/c0",
                "container.seccomp.security.alpha.kubernetes.io/gone")),
        one(
            List.of(
                "runtime/default",
                "docker/default",
                "localhost/a",
                "unconfined",
                "unconfined",
                "")));
  }

  /** The workload's own annotations do not count for its pods. */
  private ObjectNode wrapped(Kind kind, String name, ObjectNode pod) {
    if (kind == Kind.POD) {
      object(pod, "metadata").put("name", name);
      return pod.put("apiVersion", "v1").put("kind", "Pod");
    }
    object(object(pod, "metadata"), "labels").put("app", name);
    object(pod, "spec").put("restartPolicy", kind.restart);
    ObjectNode workload = JSON.createObjectNode();
    workload.put("apiVersion", kind.apiVersion()).put("kind", kind.name);
    ObjectNode metadata = workload.putObject("metadata").put("name", name);
    metadata
        .putObject("annotations")
        .put("container.apparmor.security.beta.kubernetes.io/c0", "unconfined");
    ObjectNode spec = workload.putObject("spec");
    if (kind == Kind.CRON_JOB) {
      spec.put("schedule", "* * * * *");
      spec.putObject("jobTemplate").putObject("spec").set("template", pod);
      return workload;
    }
    spec.set("template", pod);
    if (kind == Kind.REPLICATION_CONTROLLER) {
      spec.putObject("selector").put("app", name);
    } else if (kind != Kind.JOB) {
      spec.putObject("selector").putObject("matchLabels").put("app", name);
    }
    if (kind == Kind.STATEFUL_SET) {
      spec.put("serviceName", name);
    }
    if (kind != Kind.DAEMON_SET && kind != Kind.JOB) {
      spec.put("replicas", 0);
    }
    return workload;
  }

  private ObjectNode either(ObjectNode spec) {
    return random.nextBoolean() ? spec : container(spec);
  }

  private ObjectNode container(ObjectNode spec) {
    List<JsonNode> all = new ArrayList<>();
    spec.path("containers").forEach(all::add);
    spec.path("initContainers").forEach(all::add);
    return (ObjectNode) one(all);
  }

  private static ObjectNode context(ObjectNode holder) {
    return object(holder, "securityContext");
  }

  private static ObjectNode object(ObjectNode holder, String field) {
    return holder.get(field) instanceof ObjectNode there ? there : holder.putObject(field);
  }

  private void texts(ArrayNode list, List<String> from) {
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(one(from));
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
