/**
 * Text as the standard library of Go reads and writes it, for OPA's answers depend on the details:
 * which Base64 is refused and where, how JSON is escaped, what the parts of an address are.
 */
@NullMarked
package dev.seaworthy.engine.rego.text;

import org.jspecify.annotations.NullMarked;
