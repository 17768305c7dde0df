package dev.seaworthy.engine.policy.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads what a bundle's {@code .manifest} says of it, and notes every mistake. */
public final class ManifestReader {
  /**
   * A manifest that was read.
   *
   * @param opa the version of OPA that built the bundle
   * @param controls only those without mistakes
   */
  public record Manifest(
      String name,
      String version,
      String title,
      String description,
      String opa,
      List<Control> controls,
      List<Parameter> parameters) {
    public Manifest {
      controls = List.copyOf(controls);
      parameters = List.copyOf(parameters);
    }
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  /** As the file is named in the archive; OPA's own archives root their names. */
  private static final Set<String> MODULES = Set.of(BundleFiles.WASM, "/" + BundleFiles.WASM);

  private final Mistakes mistakes;

  public ManifestReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  public Manifest read(JsonNode manifest) {
    Fields top = new Fields(manifest, "`.manifest`", mistakes);
    String revision = top.text("revision");
    top.texts("roots");
    top.take("rego_version");
    JsonNode metadata = manifest.path("metadata").path("seaworthy");
    top.object("metadata");
    if (metadata.isMissingNode()) {
      top.wrong("has no `metadata.seaworthy`", "build the bundle with `seaworthy policy build`");
      return new Manifest("", "", "", "", "", List.of(), List.of());
    }
    Manifest read = metadata(metadata);
    if (!revision.equals(read.version())) {
      top.wrong(
          "has revision `%s` but version `%s`".formatted(revision, read.version()),
          "build the bundle anew");
    }
    entrypoints(top, read.controls());
    top.refuseOthers();
    return read;
  }

  private Manifest metadata(JsonNode node) {
    Fields fields = new Fields(node, "the bundle", mistakes);
    String name = fields.text("name");
    String version = fields.text("version");
    String title = fields.text("title");
    String description = fields.text("description");
    String opa = fields.text("opa");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      fields.wrong("has the malformed name `%s`".formatted(name), "write it like `supply-chain`");
    }
    if (!version.isEmpty() && !BundleVersion.isWellFormed(version)) {
      fields.wrong("has the malformed version `%s`".formatted(version), "write it like `1.0.0`");
    }
    List<Parameter> parameters = parameters(fields.optionalObject("parameters"));
    List<Control> controls = controls(fields.items("controls"), name, parameters);
    fields.refuseOthers();
    return new Manifest(name, version, title, description, opa, controls, parameters);
  }

  private List<Control> controls(List<JsonNode> nodes, String bundle, List<Parameter> parameters) {
    Map<String, Control> controls = new TreeMap<>();
    if (nodes.isEmpty()) {
      mistakes.add("the bundle", "has no control", "add a policy with METADATA");
    }
    for (int i = 0; i < nodes.size(); i++) {
      ControlReader.read(nodes.get(i), i, bundle, mistakes)
          .filter(control -> declares(control, parameters))
          .ifPresent(
              control -> {
                if (controls.put(control.id(), control) != null) {
                  mistakes.add(where(control), "is there twice", "give one of them another id");
                }
              });
    }
    return new ArrayList<>(controls.values());
  }

  private boolean declares(Control control, List<Parameter> parameters) {
    List<String> missing =
        control.parameters().stream()
            .filter(name -> parameters.stream().noneMatch(one -> one.name().equals(name)))
            .toList();
    missing.forEach(
        name ->
            mistakes.add(
                where(control),
                "uses parameter `%s`, which is not declared".formatted(name),
                "declare `%s` with a default in `data.json`".formatted(name)));
    return missing.isEmpty();
  }

  private List<Parameter> parameters(Map<String, JsonNode> nodes) {
    List<Parameter> parameters = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          Fields fields = new Fields(node, "parameter `%s`".formatted(name), mistakes);
          if (!PARAMETER.matcher(name).matches()) {
            fields.wrong("has a malformed name", "write it like `max_critical`");
          }
          parameter(name, fields, parameters);
          fields.refuseOthers();
        });
    return parameters;
  }

  private static void parameter(String name, Fields fields, List<Parameter> parameters) {
    JsonNode given = fields.take("default");
    String description = fields.text("description");
    JsonNode values = fields.take("values");
    if (given.isMissingNode() || given.isNull()) {
      fields.wrong("has no `default`", "set the value that applies when nobody sets one");
      return;
    }
    if (!values.isMissingNode() && (!values.isArray() || values.isEmpty())) {
      fields.wrong("has `values` that is no list", "list the values allowed, or remove `values`");
      return;
    }
    try {
      parameters.add(parameter(name, description, given, values, fields));
    } catch (NotCanonicalException e) {
      fields.wrong("has a value that cannot be kept, " + e.getMessage(), "use another value");
    }
  }

  private static Parameter parameter(
      String name, String description, JsonNode given, JsonNode values, Fields fields) {
    List<CanonicalJson> allowed = new ArrayList<>();
    values.forEach(value -> allowed.add(CanonicalJson.of(value)));
    CanonicalJson standard = CanonicalJson.of(given);
    if (!allowed.isEmpty() && !allowed.contains(standard)) {
      fields.wrong("has a `default` that is not among its `values`", "add it to `values`");
    }
    return new Parameter(name, description, standard, allowed);
  }

  /** The WASM answers for exactly the controls there are. */
  private void entrypoints(Fields top, List<Control> controls) {
    Set<String> listed = new TreeSet<>();
    for (JsonNode node : top.items("wasm")) {
      Fields one = new Fields(node, "`.manifest`, `wasm`,", mistakes);
      listed.add(one.text("entrypoint"));
      String module = one.text("module");
      one.take("annotations");
      one.refuseOthers();
      if (!module.isEmpty() && !MODULES.contains(module)) {
        one.wrong(
            "names another module than `%s`".formatted(BundleFiles.WASM), "build the bundle anew");
      }
    }
    if (mistakes.any()) {
      return;
    }
    for (Control control : controls) {
      if (!listed.remove(control.entrypoint())) {
        mistakes.add(
            where(control),
            "has no entry point `%s` in the WebAssembly".formatted(control.entrypoint()),
            "build the bundle anew with `seaworthy policy build`");
      }
    }
    listed.forEach(
        rest ->
            top.wrong(
                "lists entry point `%s`, which no control has".formatted(rest),
                "build the bundle anew with `seaworthy policy build`"));
  }

  private static String where(Control control) {
    return "control `%s`".formatted(control.id());
  }
}
