package dev.seaworthy.admission.cel;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Objects as YAML for {@code kubectl apply}; the same objects give the same text. */
public final class PolicyYaml {
  private PolicyYaml() {}

  /** A document for each object. */
  public static String of(List<Map<String, Object>> objects) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setIndent(2);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    Yaml yaml = new Yaml(new Texts(options), options);
    return objects.stream().map(one -> "---\n" + yaml.dump(one)).collect(Collectors.joining());
  }

  /** Expressions of several lines stay so, and whoever reads YAML 1.1 takes no text for more. */
  private static final class Texts extends Representer {
    Texts(DumperOptions options) {
      super(options);
      representers.put(String.class, text -> scalar(text.toString()));
    }

    private Node scalar(String text) {
      return representScalar(
          Tag.STR, text, text.contains("\n") ? ScalarStyle.LITERAL : ScalarStyle.PLAIN);
    }
  }
}
