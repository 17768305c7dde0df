package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathsTest {
  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          json.filter | [{"a": {"b": 1, "c": 2}, "d": 3}, ["a/b"]] | {"a": {"b": 1}}
          json.filter | [{"a": {"b": 1, "c": 2}, "d": 3}, ["/a/b", "a"]] | {"a": {"b": 1, "c": 2}}
          json.filter | [{"a": {"b": 1, "c": 2}}, {"set": [["a", "c"]]}] | {"a": {"c": 2}}
          json.filter | [{"a": [{"b": 1, "c": 2}, 7]}, ["a/0/b"]] | {"a": [{"b": 1}]}
          json.filter | [{"a/b": 1, "~": 2}, ["a~1b", "~0"]] | {"a/b": 1, "~": 2}
          json.filter | [{"a": {"set": ["x", "y"]}}, ["a/x"]] | {"a": {"x"}}
          json.filter | [{"a": 1}, []] | {}
          json.filter | [{"a": 1}, [""]] | {}
          json.filter | [[], []] | type error: operand 1 must be object but got array
          json.filter | [{}, "a"] | type error: operand 2 must be one of {set, array} but got string
          json.filter | [{}, [1]] | type error: operand 2 must be one of {set, array} containing string paths or array of path segments but got number
          """)
  void filtersKeepWhatPathsName(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          json.remove | [{"a": {"b": 1, "c": 2}, "d": 3}, ["a/b"]] | {"a": {"c": 2}, "d": 3}
          json.remove | [{"a": {"b": 1}}, ["a"]] | {}
          json.remove | [{"a": [1, 2, 3]}, ["a/0", "a/2"]] | {"a": [2]}
          json.remove | [{"a": {"set": ["x", "y"]}}, ["a/x"]] | {"a": {"y"}}
          json.remove | [{"a": 1}, ["a/b", "c"]] | {"a": 1}
          json.remove | [{"a": {"b": {"c": 1, "d": 2}}}, ["a/b", "a/b/c"]] | {"a": {}}
          """)
  void removalsDropWhatPathsName(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          json.patch | [{"a": 1}, [{"op": "add", "path": "/b", "value": 2}]] | {"a": 1, "b": 2}
          json.patch | [{"a": [1, 3]}, [{"op": "add", "path": "/a/1", "value": 2}]] | {"a": [1, 2, 3]}
          json.patch | [{"a": [1]}, [{"op": "add", "path": "/a/-", "value": 2}]] | {"a": [1, 2]}
          json.patch | [{"a": 1}, [{"op": "add", "path": "", "value": 2}]] | 2
          json.patch | [{"a": [1, 2]}, [{"op": "remove", "path": "a/0"}]] | {"a": [2]}
          json.patch | [{"a": {"b": 1}}, [{"op": "remove", "path": ["a", "b"]}]] | {"a": {}}
          json.patch | [{"a": 1}, [{"op": "replace", "path": "a", "value": {"b": 2}}]] | {"a": {"b": 2}}
          json.patch | [{"a": {"b": 1}, "c": {}}, [{"op": "move", "from": "/a/b", "path": "/c/d"}]] | {"a": {}, "c": {"d": 1}}
          json.patch | [{"a": {"b": 1}}, [{"op": "copy", "from": "a", "path": "c"}]] | {"a": {"b": 1}, "c": {"b": 1}}
          json.patch | [{"a": 1}, [{"op": "test", "path": "a", "value": 1}, {"op": "remove", "path": "a"}]] | {}
          json.patch | [{"a": {"set": [1, 2]}}, [{"op": "remove", "path": ["a", 1]}]] | {"a": {2}}
          json.patch | [{"a": {"set": [1]}}, [{"op": "add", "path": ["a", 2], "value": 2}]] | {"a": {1, 2}}
          json.patch | [[1, 2], [{"op": "replace", "path": [1], "value": 3}]] | [1, 3]
          """)
  void patchesAreAppliedInOrder(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}{1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          json.patch | [{"a": 1}, [{"op": "test", "path": "a", "value": 2}]] | builtin error: value from EditTree != patch value. Expected: 2 Found: 1
          json.patch | [{"a": 1}, [{"op": "remove", "path": "b"}]] | builtin error: cannot delete child key "b" that does not exist
          json.patch | [{"a": 1}, [{"op": "add", "path": "b/c", "value": 2}]] | builtin error: path "b" does not exist in object term {"a": 1}
          json.patch | [{"a": 1}, [{"op": "add", "path": "a/c", "value": 2}]] | builtin error: expected composite type, found value: 1 (type: ast.Number)
          json.patch | [{"a": 1}, [{"op": "add", "path": "a/c/d", "value": 2}]] | builtin error: expected composite type for path "c", found value: 1 (type: ast.Number)
          json.patch | [[1], [{"op": "add", "path": "5", "value": 2}]] | builtin error: index for array insertion out of bounds
          json.patch | [[1], [{"op": "add", "path": "01", "value": 2}]] | builtin error: leading zeros are not allowed in JSON paths
          json.patch | [[1], [{"op": "add", "path": "x", "value": 2}]] | builtin error: invalid string for indexing
          json.patch | [[1], [{"op": "add", "path": [null], "value": 2}]] | builtin error: invalid type for indexing
          json.patch | [[1], [{"op": "remove", "path": "1"}]] | builtin error: index for array delete out of bounds
          json.patch | [{"a": {"set": [1]}}, [{"op": "add", "path": ["a", 2], "value": 3}]] | builtin error: set key 2 does not equal value to be inserted 3
          json.patch | [{}, [{"op": "add", "path": "a"}]] | builtin error: missing required attribute 'value'
          json.patch | [{}, [{"op": "move", "path": "a"}]] | builtin error: missing required attribute 'from'
          json.patch | [{}, [{"path": "a"}]] | builtin error: missing required attribute 'op'
          json.patch | [{}, [{"op": "add"}]] | builtin error: missing required attribute 'path'
          json.patch | [{}, [{"op": 1, "path": "a"}]] | builtin error: attribute 'op' must be a string but found: number
          json.patch | [{}, [{"op": "frob", "path": "a"}]] | builtin error: unrecognized op: 'frob'
          json.patch | [{}, [1]] | builtin error: must be an array of JSON-Patch objects, but at least one element is not an object
          json.patch | [{}, [{"op": "remove", "path": 1}]] | type error: operand 2 must be one of {set, array} containing string paths or array of path segments but got number
          json.patch | [{}, {}] | type error: operand 2 must be array but got object
          """)
  void patchesThatDoNotFitAreErrors(String name, String arguments, String result) {
    assertThat(Call.of(name, arguments)).isEqualTo(result);
  }
}
