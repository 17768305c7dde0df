package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The picture of {@code network connections}, read as XML. */
final class NetworkPictureTest {
  private static final String DENY_ALL =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: deny, namespace: shop}
      spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
      ---
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void itHasATitleAndADescriptionForThoseWhoCannotSeeIt() throws Exception {
    Element picture = picture(pod("shop", "web") + pod("back", "db"));
    assertThat(picture.getAttribute("role")).isEqualTo("img");
    assertThat(picture.getAttribute("aria-labelledby")).isEqualTo("title desc");
    assertThat(texts(picture, "desc"))
        .singleElement()
        .asString()
        .startsWith("2 workloads in 2 name spaces, 6 allowed connections");
  }

  @Test
  void anArrowTellsItsConnections() throws Exception {
    String policy =
        policy("db", "ingress: [{from: [{podSelector: {}}], ports: [{port: 5432}]}]")
            + policy("web", "egress: [{}]");
    Element picture = picture(DENY_ALL + pod("shop", "web") + pod("shop", "db") + policy);
    assertThat(texts(picture, "title")).contains("shop/web[Pod] => shop/db[Pod] : TCP 5432");
    assertThat(texts(picture, "text")).contains("TCP 5432");
  }

  @Test
  void workloadsWithoutConnectionsAreShownToo() throws Exception {
    Element picture = picture(DENY_ALL + pod("shop", "web"));
    assertThat(texts(picture, "text")).contains("web").doesNotContain("Internet");
    assertThat(arrows(picture)).isEmpty();
  }

  @Test
  void workloadsThatDifferInNothingShareABox() throws Exception {
    Element picture = picture(pods(20, "shop"));
    assertThat(classes(picture, "rect")).containsOnlyOnce("workload");
    assertThat(texts(picture, "text")).contains("pod-00", "and 9 more", "20 × Pod");
    assertThat(texts(picture, "title")).anyMatch(title -> title.endsWith("and 350 more"));
  }

  @Test
  void aWholeNamespaceHasOneArrow() throws Exception {
    StringBuilder manifests = new StringBuilder(pod("shop", "db"));
    for (int i = 0; i < 3; i++) {
      String name = "web-" + i;
      manifests.append(pod("front", name));
      // Each has a port of its own, so that no two are alike.
      manifests.append(
          policy(name, "ingress: [{ports: [{port: %d}]}]".formatted(80 + i))
              .replace("namespace: shop", "namespace: front"));
    }
    assertThat(arrows(picture(manifests.toString()))).contains("flow inside wide");
  }

  @Test
  void tooManyArrowsBecomeOnesBetweenNamespaces() throws Exception {
    StringBuilder manifests = new StringBuilder(DENY_ALL);
    for (int i = 0; i < 16; i++) {
      manifests.append(pod("shop", "pod-" + i));
      manifests.append(
          policy(
              "pod-" + i,
              "egress: [{}], ingress: [{from: [{podSelector: {}}], ports: [{port: %d}]}]"
                  .formatted(i + 1)));
    }
    Element picture = picture(manifests.toString());
    assertThat(arrows(picture)).hasSizeLessThan(60).isNotEmpty();
  }

  @Test
  void namesAreText() throws Exception {
    Element picture = picture(pod("shop", "'<script>&\"'"));
    assertThat(texts(picture, "text")).contains("<script>&\"");
    assertThat(picture.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void manyThatDifferAreDrawnAsNamespaces() throws Exception {
    StringBuilder manifests = new StringBuilder(pods(130, "shop"));
    for (int i = 0; i < 130; i++) {
      manifests.append(
          policy("pod-%02d".formatted(i), "ingress: [{ports: [{port: %d}]}]".formatted(i + 1)));
    }
    Element picture = picture(manifests.toString());
    assertThat(classes(picture, "rect")).contains("lane").doesNotContain("workload");
    assertThat(texts(picture, "text")).anyMatch(text -> text.contains("130 workloads"));
  }

  @Test
  void theSameConnectionsGiveTheSameBytes() throws IOException {
    Path manifests = write(pods(9, "shop") + pods(9, "back"));
    assertThat(svg(manifests)).isEqualTo(svg(manifests));
  }

  private static String pods(int count, String namespace) {
    return IntStream.range(0, count)
        .mapToObj(i -> pod(namespace, "pod-%02d".formatted(i)))
        .collect(Collectors.joining());
  }

  private static String pod(String namespace, String name) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: NAME, namespace: %s, labels: {app: NAME}}
        spec: {containers: [{name: c, image: i}]}
        ---
        """
        .formatted(namespace)
        .replace("NAME", name);
  }

  private static String policy(String app, String rules) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: shop}
        spec: {podSelector: {matchLabels: {app: %s}}, %s}
        ---
        """
        .formatted(app, app, rules);
  }

  private Element picture(String manifests)
      throws IOException, ParserConfigurationException, SAXException {
    byte[] bytes = svg(write(manifests)).getBytes(StandardCharsets.UTF_8);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bytes));
    return document.getDocumentElement();
  }

  private static String svg(Path manifests) throws IOException {
    return new Bench().run("network", "connections", manifests, "--format", "svg").out();
  }

  /** The classes of all arrows but those of the legend, which say nothing. */
  private static List<String> arrows(Element picture) {
    return elements(picture, "g").stream()
        .filter(one -> one.getElementsByTagName("title").getLength() > 0)
        .map(one -> one.getAttribute("class"))
        .filter(style -> style.startsWith("flow "))
        .toList();
  }

  private static List<String> classes(Element picture, String tag) {
    return elements(picture, tag).stream().map(one -> one.getAttribute("class")).toList();
  }

  private static List<String> texts(Element picture, String tag) {
    return elements(picture, tag).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Element picture, String tag) {
    NodeList nodes = picture.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private Path write(String text) throws IOException {
    Path state = Files.createDirectories(folder.resolve("state"));
    Files.writeString(state.resolve("all.yaml"), text);
    return state;
  }
}
