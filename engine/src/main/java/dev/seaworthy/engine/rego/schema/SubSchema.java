package dev.seaworthy.engine.rego.schema;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One schema, ready to be compared with; filled by {@link SchemaReader} alone. */
final class SubSchema {
  final List<String> types = new ArrayList<>();
  final Map<String, SubSchema> properties = new LinkedHashMap<>();
  final Map<Pattern, SubSchema> patternProperties = new LinkedHashMap<>();
  final Map<String, List<String>> neededProperties = new LinkedHashMap<>();
  final Map<String, SubSchema> neededSchemas = new LinkedHashMap<>();
  final Set<String> required = new LinkedHashSet<>();
  final List<SubSchema> items = new ArrayList<>();
  final List<SubSchema> anyOf = new ArrayList<>();
  final List<SubSchema> oneOf = new ArrayList<>();
  final List<SubSchema> allOf = new ArrayList<>();

  /** Whether everything fits, or nothing; null when it depends. */
  @Nullable Boolean always;

  @Nullable SubSchema reference;
  @Nullable SubSchema additionalProperties;
  @Nullable SubSchema propertyNames;
  @Nullable SubSchema additionalItems;
  @Nullable SubSchema contains;
  @Nullable SubSchema not;
  @Nullable SubSchema condition;
  @Nullable SubSchema then;
  @Nullable SubSchema otherwise;

  boolean forbidsAdditionalProperties;
  boolean forbidsAdditionalItems;
  boolean hasOneSchemaForItems;
  boolean uniqueItems;

  @Nullable BigDecimal multipleOf;
  @Nullable BigDecimal minimum;
  @Nullable BigDecimal exclusiveMinimum;
  @Nullable BigDecimal maximum;
  @Nullable BigDecimal exclusiveMaximum;
  @Nullable Long minLength;
  @Nullable Long maxLength;
  @Nullable Long minProperties;
  @Nullable Long maxProperties;
  @Nullable Long minItems;
  @Nullable Long maxItems;
  @Nullable Pattern pattern;
  @Nullable String format;

  /** The only value, as JSON. */
  @Nullable String constant;

  /** The only values, as JSON. */
  @Nullable Set<String> choices;

  /** The types as OPA shows them. */
  String typeNames() {
    return types.size() == 1 ? types.get(0) : "[" + String.join(",", types) + "]";
  }

  /** Whether values of all these types are refused. */
  boolean refuses(String... given) {
    return !types.isEmpty() && List.of(given).stream().noneMatch(types::contains);
  }
}
