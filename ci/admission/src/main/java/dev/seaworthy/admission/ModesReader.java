package dev.seaworthy.admission;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads {@link Modes} from YAML; what it does not know it refuses. */
public final class ModesReader {
  private static final String FIX = "see docs/reference/admission.md";
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 10;

  private final Set<String> controls;

  /**
   * @param controls ids of the controls there are
   */
  public ModesReader(Set<String> controls) {
    this.controls = Set.copyOf(controls);
  }

  /**
   * Reads.
   *
   * @throws AdmissionException says what is wrong, and where in the file
   */
  public Modes read(String yaml) throws AdmissionException {
    Map<?, ?> root = mapping(parse(yaml), "the file");
    requireKeys(root, Set.of("default", "unknown", "controls", "namespaces"), "the file");
    Modes.Scoped everywhere = scoped(root, Modes.DEFAULT.everywhere(), "");
    Map<String, Modes.Scoped> namespaces = new TreeMap<>();
    for (Map.Entry<?, ?> entry : child(root, "namespaces", "namespaces").entrySet()) {
      String where = "namespaces." + entry.getKey();
      Map<?, ?> settings = mapping(entry.getValue(), where);
      requireKeys(settings, Set.of("default", "controls"), where);
      namespaces.put(String.valueOf(entry.getKey()), scoped(settings, everywhere, where + "."));
    }
    return new Modes(
        everywhere, mode(root.get("unknown"), Modes.DEFAULT.unknown(), "unknown"), namespaces);
  }

  private static Object parse(String yaml) throws AdmissionException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    try {
      Object root = new Yaml(new SafeConstructor(options)).load(yaml);
      return root == null ? Map.of() : root;
    } catch (YAMLException e) {
      throw refused("is not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  /** What is set here, over what {@code base} says. */
  private Modes.Scoped scoped(Map<?, ?> settings, Modes.Scoped base, String where)
      throws AdmissionException {
    Map<String, Mode> modes = new TreeMap<>(base.controls());
    // A default of its own is meant for every control that is not named beside it.
    if (settings.containsKey("default")) {
      modes.clear();
    }
    Map<?, ?> listed = child(settings, "controls", where + "controls");
    for (Map.Entry<?, ?> entry : listed.entrySet()) {
      String control = String.valueOf(entry.getKey());
      if (!controls.contains(control)) {
        throw refused("names `%s` in `%scontrols`: no such control".formatted(control, where));
      }
      modes.put(control, mode(entry.getValue(), base.others(), where + "controls." + control));
    }
    return new Modes.Scoped(modes, mode(settings.get("default"), base.others(), where + "default"));
  }

  private static Mode mode(@Nullable Object value, Mode otherwise, String where)
      throws AdmissionException {
    if (value == null) {
      return otherwise;
    }
    return Mode.parse(value.toString())
        .orElseThrow(
            () -> refused("sets `%s` to `%s`: not enforce, warn or audit".formatted(where, value)));
  }

  private static Map<?, ?> child(Map<?, ?> parent, String key, String where)
      throws AdmissionException {
    Object value = parent.get(key);
    return value == null ? Map.of() : mapping(value, where);
  }

  private static Map<?, ?> mapping(@Nullable Object value, String where) throws AdmissionException {
    if (value instanceof Map<?, ?> mapping) {
      return mapping;
    }
    throw refused("must have a mapping at `%s`".formatted(where));
  }

  private static void requireKeys(Map<?, ?> mapping, Set<String> known, String where)
      throws AdmissionException {
    for (Object key : mapping.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        throw refused(
            "has `%s` in `%s`: not one of %s"
                .formatted(key, where, String.join(", ", new TreeSet<>(known))));
      }
    }
  }

  private static AdmissionException refused(String message) {
    return new AdmissionException("BAD_ADMISSION_CONFIG", "the configuration " + message, FIX);
  }
}
