package dev.seaworthy.engine.seal;

import static dev.seaworthy.engine.verdict.Samples.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A bundle with something to hide, and ways to hide and to change it. */
final class SampleRedaction {
  static final String HIDDEN = "a note that is for nobody else";
  static final String NOTE = "/evidence/0/content/note";
  static final String DATA = "/evidence/0/content/data";

  private SampleRedaction() {}

  static SortedMap<String, byte[]> whole() throws PolicyException {
    return SampleAudit.bundle(verdict(), SampleAudit.realPolicy());
  }

  private static Verdict verdict() throws PolicyException {
    return SampleAudit.verdict(
        one -> one,
        thing(
            "a",
            Map.of(
                "name",
                "a",
                "bad",
                true,
                "note",
                HIDDEN,
                "data",
                Map.of("mail", "anna@example.com", "list", List.of("x", "y")))),
        thing("b", Map.of("name", "b", "items", List.of(Map.of("name", "i", "bad", true)))),
        thing("c", false));
  }

  static Redaction redaction(SortedMap<String, byte[]> files, String... pointers)
      throws BundleException {
    return Redaction.of(files, new RedactionChoice(Arrays.asList(pointers), Set.of(), Set.of()));
  }

  static SortedMap<String, byte[]> redact(SortedMap<String, byte[]> files, String... pointers)
      throws BundleException {
    return redaction(files, pointers).files();
  }

  static SortedMap<String, byte[]> changed(
      SortedMap<String, byte[]> files, String name, Consumer<ObjectNode> change) {
    SortedMap<String, byte[]> mutant = new TreeMap<>(files);
    ObjectNode root = node(files, name);
    change.accept(root);
    mutant.put(name, CanonicalJson.of(root).bytes());
    repack(mutant);
    return mutant;
  }

  static ObjectNode node(SortedMap<String, byte[]> files, String name) {
    return (ObjectNode) CanonicalJson.parse(files.getOrDefault(name, new byte[0])).node();
  }

  static String text(SortedMap<String, byte[]> files, String name) {
    return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  /** What someone without the key can do after a change. */
  static void repack(SortedMap<String, byte[]> mutant) {
    mutant.keySet().removeAll(Collections.singleton(BagIt.TAG_MANIFEST));
    EvidenceBundle.packUnsigned(mutant);
  }

  static List<String> codes(SortedMap<String, byte[]> mutant, BundleCheck check) {
    return SampleAudit.verify(mutant).line(check).problems().stream().map(Problem::code).toList();
  }
}
