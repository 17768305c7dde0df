package dev.seaworthy.collectors.tls.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxConfigMapsTest {
  private static final String MAPS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: main, namespace: edge}
      data:
        nginx.conf: |
          http {
            ssl_protocols TLSv1.2;
            include /etc/nginx/conf.d/*.conf;
          }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: parts, namespace: edge}
      data:
        erp.conf: |
          server {
            listen 443 ssl; server_name erp.example;
          }
        notes.txt: "}"
      """;

  private static final String WORKLOAD =
      """
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: nginx, namespace: edge}
      spec:
        template:
          spec:
            containers:
            - name: nginx
              image: nginx:1.27
              volumeMounts:
              MOUNTS
            volumes:
            - {name: main, configMap: {name: main}}
            - {name: parts, configMap: {name: parts}}
            - {name: one, configMap: {name: parts, items: [{key: erp.conf, path: 10-erp.conf}]}}
      """;

  @TempDir Path folder;

  @Test
  void mountsAreReadTogether() {
    Snapshot snapshot =
        mounted(
            "- {name: main, mountPath: /etc/nginx/nginx.conf, subPath: nginx.conf}",
            "- {name: parts, mountPath: /etc/nginx/conf.d}");
    assertThat(codes(snapshot)).isEmpty();
    Evidence server = only(snapshot);
    JsonNode content = server.content().node();
    assertThat(content.get("names").toString()).isEqualTo("[\"erp.example\"]");
    assertThat(content.get("protocols").toString()).isEqualTo("[\"TLSv1.2\"]");
    assertThat(content.get("at").textValue()).isEqualTo("edge/parts/erp.conf:1:1");
    assertThat(server.locations().locate(JsonPath.ROOT).toString()).isEqualTo("all.yaml:15:3");
    assertThat(server.locations().locate(JsonPath.of("protocols")).toString())
        .isEqualTo("all.yaml:5:3");
  }

  @Test
  void partsAloneAreReadAndTold() {
    Snapshot snapshot = mounted("- {name: one, mountPath: /etc/nginx/conf.d/}");
    // The main configuration is nobody's then: it is read for itself, without its parts.
    assertThat(codes(snapshot))
        .containsExactlyInAnyOrder("NGINX_INCLUDE_NOT_SEEN", "NGINX_PART_ALONE");
    assertThat(only(snapshot).content().node().has("protocols")).isFalse();
  }

  @Test
  void whatIsMountedElsewhereIsNotNginxs() {
    Snapshot snapshot = mounted("- {name: parts, mountPath: /srv/conf.d}");
    assertThat(snapshot.ofKind("tls/nginx-server")).isEmpty();
    assertThat(codes(snapshot)).containsExactly("NGINX_INCLUDE_NOT_SEEN");
  }

  private Snapshot mounted(String... mounts) {
    String workload = WORKLOAD.replace("MOUNTS", String.join("\n        ", mounts));
    return Folder.at(folder).write("all.yaml", MAPS + workload).gather();
  }

  private static Evidence only(Snapshot snapshot) {
    List<Evidence> all = snapshot.ofKind("tls/nginx-server");
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static List<String> codes(Snapshot snapshot) {
    return snapshot.gaps().stream()
        .map(gap -> gap.problem().code())
        .filter(code -> code.contains("NGINX"))
        .toList();
  }
}
