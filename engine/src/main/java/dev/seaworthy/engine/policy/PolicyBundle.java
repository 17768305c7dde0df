package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.rego.RegoModule;
import java.util.List;
import java.util.Optional;

/**
 * A versioned set of controls that was read, checked and is ready to run.
 *
 * @param name {@code kubernetes}
 * @param version a semantic version
 * @param digest of the bundle archive's bytes: its address
 * @param controls in id order
 */
public record PolicyBundle(
    String name,
    String version,
    String title,
    String description,
    Digest digest,
    List<Control> controls,
    List<Parameter> parameters,
    RegoModule module) {
  public PolicyBundle {
    controls = controls.stream().sorted(java.util.Comparator.comparing(Control::id)).toList();
    parameters = List.copyOf(parameters);
  }

  public Optional<Parameter> parameter(String parameterName) {
    return parameters.stream().filter(one -> one.name().equals(parameterName)).findFirst();
  }
}
