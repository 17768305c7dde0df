package dev.seaworthy.engine.rego.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a schema, and refuses what is none. */
final class SchemaReader {
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "null", "object", "string");
  private static final String SCHEMA = "Valid Schema";

  /** Schemas within schemas, and references one after the other. */
  private static final int MAX_DEPTH = 1_000;

  private final Draft draft;
  private final References references;
  private final Map<String, SubSchema> read = new HashMap<>();
  private int depth;

  SchemaReader(Value schema) {
    this.references = new References(schema);
    this.draft = Draft.of(schema);
  }

  SubSchema read(Value value) {
    SubSchema schema = new SubSchema();
    readInto(schema, value);
    return schema;
  }

  private void readInto(SubSchema schema, Value value) {
    if (++depth > MAX_DEPTH) {
      throw RegoException.failed("the schema's parts refer to each other too often");
    }
    readAny(schema, value);
    depth--;
  }

  private void readAny(SubSchema schema, Value value) {
    if (value instanceof BooleanValue always && draft.isFrom(Draft.SIX)) {
      schema.always = always.value();
      return;
    }
    if (!(value instanceof ObjectValue object)) {
      throw Complaint.notASchema();
    }
    SchemaFields fields = new SchemaFields(object);
    fields.text(draft == Draft.FOUR || object.get("id") != null ? "id" : "$id");
    readDefinitions(object);
    fields.text("title");
    fields.text("description");
    if (fields.text("$ref") != null) {
      schema.reference = referred(object);
      return;
    }
    readTypes(schema, object);
    readProperties(schema, fields);
    readItems(schema, object);
    SchemaLimits.read(schema, fields, draft);
    readRequired(schema, fields);
    readValues(schema, fields);
    readCombinations(schema, fields);
  }

  private void readDefinitions(ObjectValue object) {
    Value definitions = object.get("definitions");
    if (definitions == null) {
      return;
    }
    if (!(definitions instanceof ObjectValue all)) {
      throw Complaint.invalidType("Array Of Schemas", "definitions");
    }
    for (int i = 0; i < all.size(); i++) {
      read(schemaOr(all.valueAt(i), Complaint.invalidType("Array Of Schemas", "definitions")));
    }
  }

  private static Value schemaOr(Value value, RegoException otherwise) {
    if (value instanceof ObjectValue || value instanceof BooleanValue) {
      return value;
    }
    throw otherwise;
  }

  private SubSchema referred(ObjectValue object) {
    String target = references.target(object);
    String address = target == null ? "" : target;
    SubSchema known = read.get(address);
    if (known == null) {
      known = new SubSchema();
      read.put(address, known);
      Value found = references.at(address);
      readInto(known, schemaOr(found, Complaint.mustBeOfType(SCHEMA, "object")));
    }
    return known;
  }

  private static void readTypes(SubSchema schema, ObjectValue object) {
    Value type = object.get("type");
    RegoException wrong = Complaint.invalidType("type", "string/Array Of Strings");
    if (type instanceof StringValue text) {
      addType(schema, text.text());
    } else if (type instanceof ArrayValue all) {
      for (int i = 0; i < all.size(); i++) {
        if (!(all.at(i) instanceof StringValue text)) {
          throw wrong;
        }
        addType(schema, text.text());
      }
    } else if (type != null) {
      throw wrong;
    }
  }

  private static void addType(SubSchema schema, String type) {
    if (!TYPES.contains(type)) {
      throw RegoException.failed(
          "has a primitive type that is NOT VALID -- given: /%s/ Expected valid values are:[%s]"
              .formatted(type, String.join(" ", TYPES)));
    }
    if (schema.types.contains(type)) {
      throw RegoException.failed(type + " type is duplicated");
    }
    schema.types.add(type);
  }

  private void readProperties(SubSchema schema, SchemaFields fields) {
    Value properties = fields.get("properties");
    if (properties != null) {
      each(
          properties,
          Complaint.mustBeOfType("Properties", "object"),
          (name, value) -> schema.properties.put(name, read(value)));
    }
    Value additional = fields.get("additionalProperties");
    if (additional instanceof BooleanValue allowed) {
      schema.forbidsAdditionalProperties = !allowed.value();
    } else if (additional != null) {
      schema.additionalProperties =
          read(object(additional, "boolean/" + SCHEMA, "additionalProperties"));
    }
    Value patterns = fields.get("patternProperties");
    if (patterns != null) {
      each(
          patterns,
          Complaint.invalidType(SCHEMA, "patternProperties"),
          (name, value) -> schema.patternProperties.put(pattern(name), read(value)));
    }
    Value names = fields.get("propertyNames");
    if (names != null && draft.isFrom(Draft.SIX)) {
      schema.propertyNames =
          read(schemaOr(names, Complaint.invalidType(SCHEMA, "patternProperties")));
    }
    Value dependencies = fields.get("dependencies");
    if (dependencies != null) {
      each(
          dependencies,
          Complaint.mustBeOfType("dependencies", "object"),
          (name, value) -> readDependency(schema, name, value));
    }
  }

  private interface Member {
    void read(String name, Value value);
  }

  private static void each(Value value, RegoException otherwise, Member member) {
    if (!(value instanceof ObjectValue object)) {
      throw otherwise;
    }
    object.sort();
    for (int i = 0; i < object.size(); i++) {
      member.read(((StringValue) object.keyAt(i)).text(), object.valueAt(i));
    }
  }

  private static Value object(Value value, String expected, String key) {
    if (value instanceof ObjectValue) {
      return value;
    }
    throw Complaint.invalidType(expected, key);
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw RegoException.failed("Invalid regex pattern '%s'".formatted(text));
    }
  }

  private void readDependency(SubSchema schema, String name, Value value) {
    RegoException wrong = Complaint.mustBeOfType("Dependency", "Schema Or Array Of Strings");
    if (value instanceof ArrayValue all) {
      List<String> texts = SchemaFields.texts(all, wrong);
      if (!texts.isEmpty()) {
        schema.neededProperties.put(name, texts);
      }
    } else {
      schema.neededSchemas.put(name, read(schemaOr(value, wrong)));
    }
  }

  private void readItems(SubSchema schema, ObjectValue object) {
    Value items = object.get("items");
    RegoException wrong = Complaint.invalidType(SCHEMA + "/Array Of Schemas", "items");
    if (items instanceof ArrayValue all) {
      for (int i = 0; i < all.size(); i++) {
        schema.items.add(read(schemaOr(all.at(i), wrong)));
      }
    } else if (items != null) {
      schema.items.add(read(schemaOr(items, wrong)));
      schema.hasOneSchemaForItems = true;
    }
    Value additional = object.get("additionalItems");
    if (additional instanceof BooleanValue allowed) {
      schema.forbidsAdditionalItems = !allowed.value();
    } else if (additional != null) {
      schema.additionalItems = read(object(additional, "boolean/" + SCHEMA, "additionalItems"));
    }
  }

  private static void readRequired(SubSchema schema, SchemaFields fields) {
    for (String name :
        SchemaFields.texts(fields.array("required"), Complaint.invalidType("string", "required"))) {
      if (!schema.required.add(name)) {
        throw Complaint.mustBeUnique("required");
      }
    }
  }

  private void readValues(SubSchema schema, SchemaFields fields) {
    Value contains = fields.get("contains");
    if (contains != null && draft.isFrom(Draft.SIX)) {
      schema.contains = read(contains);
    }
    Value constant = fields.get("const");
    if (constant != null && draft.isFrom(Draft.SIX)) {
      schema.constant = Numbers.canonical(constant);
    }
    if (fields.get("enum") != null) {
      ArrayValue all = fields.array("enum");
      Set<String> choices = new LinkedHashSet<>();
      for (int i = 0; i < all.size(); i++) {
        if (!choices.add(Numbers.canonical(all.at(i)))) {
          throw Complaint.mustBeUnique("enum");
        }
      }
      schema.choices = choices;
    }
  }

  private void readCombinations(SubSchema schema, SchemaFields fields) {
    readAll(fields.array("oneOf"), schema.oneOf);
    readAll(fields.array("anyOf"), schema.anyOf);
    readAll(fields.array("allOf"), schema.allOf);
    readOne(fields, "not", one -> schema.not = one);
    if (draft.isFrom(Draft.SEVEN)) {
      readOne(fields, "if", one -> schema.condition = one);
      readOne(fields, "then", one -> schema.then = one);
      readOne(fields, "else", one -> schema.otherwise = one);
    }
  }

  private void readAll(ArrayValue values, List<SubSchema> schemas) {
    for (int i = 0; i < values.size(); i++) {
      schemas.add(read(values.at(i)));
    }
  }

  private void readOne(SchemaFields fields, String key, Consumer<SubSchema> set) {
    Value value = fields.get(key);
    if (value != null) {
      set.accept(read(schemaOr(value, Complaint.mustBeAn(key, "object"))));
    }
  }
}
