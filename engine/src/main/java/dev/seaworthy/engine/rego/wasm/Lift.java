package dev.seaworthy.engine.rego.wasm;

/**
 * Builtins that OPA compiles into every module and that are called in Java instead. Its regular
 * expressions are compiled anew for each evaluation, which takes longer than the evaluation; the
 * others answer differently from OPA itself, or not at all.
 */
enum Lift {
  REGEX_MATCH(0, "opa_regex_match", "regex.match", 2),
  REGEX_IS_VALID(1, "opa_regex_is_valid", "regex.is_valid", 1),
  REGEX_FIND_SUBMATCHES(
      2, "opa_regex_find_all_string_submatch", "regex.find_all_string_submatch_n", 3),
  GLOB_MATCH(3, "opa_glob_match", "glob.match", 3),

  // Does not escape as Go does.
  JSON_MARSHAL(4, "opa_json_marshal", "json.marshal", 1),
  // Take what begins with JSON for JSON.
  JSON_UNMARSHAL(5, "opa_json_unmarshal", "json.unmarshal", 1),
  JSON_IS_VALID(6, "opa_json_is_valid", "json.is_valid", 1),

  // Never end when they look for the empty text, or find it at once.
  REPLACE(7, "opa_strings_replace", "replace", 3),
  REPLACE_N(8, "opa_strings_replace_n", "strings.replace_n", 2),
  INDEXOF(9, "opa_strings_indexof", "indexof", 2),

  // Break off on numbers above 2^64, or on text that begins like a number.
  FORMAT_INT(10, "opa_strings_format_int", "format_int", 2),
  TO_NUMBER(11, "opa_to_number", "to_number", 1),

  // Take text without its padding.
  BASE64_DECODE(12, "opa_base64_decode", "base64.decode", 1),
  BASE64_IS_VALID(13, "opa_base64_is_valid", "base64.is_valid", 1),

  // Do not see that an IPv4 address may be written as IPv6.
  CIDR_CONTAINS(14, "opa_cidr_contains", "net.cidr_contains", 2),
  CIDR_INTERSECTS(15, "opa_cidr_intersects", "net.cidr_intersects", 2),

  // Round to fewer digits, or write their results in another notation.
  DIVIDE(16, "opa_arith_divide", "div", 2),
  ROUND(17, "opa_arith_round", "round", 1),
  CEIL(18, "opa_arith_ceil", "ceil", 1),
  FLOOR(19, "opa_arith_floor", "floor", 1),
  ABS(20, "opa_arith_abs", "abs", 1),

  // Joins sets in the order of hashes; arrays it joins well.
  CONCAT(21, "opa_strings_concat", "concat", 2, When.SECOND_IS_COLLECTION),

  // Reckon in decimals, OPA in binary fractions of 64 bits: 1.1 + 2.2 is not 3.3 there.
  PLUS(22, "opa_arith_plus", "plus", 2, When.NUMBERS_ARE_TEXT),
  MINUS(23, "opa_arith_minus", "minus", 2, When.NUMBERS_ARE_TEXT),
  MULTIPLY(24, "opa_arith_multiply", "mul", 2, When.NUMBERS_ARE_TEXT),
  SUM(25, "opa_agg_sum", "sum", 1),
  PRODUCT(26, "opa_agg_product", "product", 1),

  // Go astray on paths that are empty or no paths.
  JSON_FILTER(27, "builtin_json_filter", "json.filter", 2),
  JSON_REMOVE(28, "builtin_json_remove", "json.remove", 2),

  // Undefined for an empty list.
  OBJECT_UNION_N(29, "builtin_object_union_n", "object.union_n", 1),

  // Skips blanks, and does not take the empty text.
  BASE64_URL_DECODE(30, "opa_base64_url_decode", "base64url.decode", 1),

  // Do not take 2.0 for a whole number.
  BITS_OR(31, "opa_bits_or", "bits.or", 2),
  BITS_AND(32, "opa_bits_and", "bits.and", 2),
  BITS_NEGATE(33, "opa_bits_negate", "bits.negate", 1),
  BITS_XOR(34, "opa_bits_xor", "bits.xor", 2),
  BITS_LEFT(35, "opa_bits_shiftleft", "bits.lsh", 2),
  BITS_RIGHT(36, "opa_bits_shiftright", "bits.rsh", 2),
  ARRAY_SLICE(37, "opa_array_slice", "array.slice", 3),
  SUBSTRING(38, "opa_strings_substring", "substring", 3),

  // Break off or read on where bytes are no UTF-8, and know the letters of an older Unicode.
  LOWER(39, "opa_strings_lower", "lower", 1, When.TEXT_IS_NOT_ASCII),
  UPPER(40, "opa_strings_upper", "upper", 1, When.TEXT_IS_NOT_ASCII),
  REVERSE(41, "opa_strings_reverse", "strings.reverse", 1, When.TEXT_IS_NOT_ASCII),
  SPLIT(42, "opa_strings_split", "split", 2, When.TEXT_IS_NOT_ASCII),
  TRIM(43, "opa_strings_trim", "trim", 2, When.TEXT_IS_NOT_ASCII),
  TRIM_LEFT(44, "opa_strings_trim_left", "trim_left", 2, When.TEXT_IS_NOT_ASCII),
  TRIM_RIGHT(45, "opa_strings_trim_right", "trim_right", 2, When.TEXT_IS_NOT_ASCII),
  TRIM_SPACE(46, "opa_strings_trim_space", "trim_space", 1, When.TEXT_IS_NOT_ASCII),
  COUNT(47, "opa_agg_count", "count", 1, When.TEXT_IS_NOT_ASCII);

  /** Which of the calls are lifted. */
  enum When {
    ALWAYS,
    /** The second argument is an object or a set. */
    SECOND_IS_COLLECTION,
    /** An argument is text with a byte above 127. */
    TEXT_IS_NOT_ASCII,
    /** Both arguments are numbers, and one is held as text: all but counts and positions are. */
    NUMBERS_ARE_TEXT
  }

  /** Far above the numbers that OPA gives to host builtins, which count from 0. */
  private static final int FIRST_NUMBER = 1 << 19;

  private final int offset;
  private final String function;
  private final String builtin;
  private final int arity;
  private final When when;

  Lift(int offset, String function, String builtin, int arity) {
    this(offset, function, builtin, arity, When.ALWAYS);
  }

  Lift(int offset, String function, String builtin, int arity, When when) {
    this.offset = offset;
    this.function = function;
    this.builtin = builtin;
    this.arity = arity;
    this.when = when;
  }

  /** The number by which the module asks its host for the builtin. */
  int number() {
    return FIRST_NUMBER + offset;
  }

  /** The module's own function. */
  String function() {
    return function;
  }

  /** The builtin's name; where there is none of that name in Java, OPA's own stays in place. */
  String builtin() {
    return builtin;
  }

  int arity() {
    return arity;
  }

  When when() {
    return when;
  }
}
