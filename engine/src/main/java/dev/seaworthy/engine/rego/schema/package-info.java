/**
 * JSON Schema as OPA's {@code json.match_schema} understands it: drafts 4, 6 and 7, and without
 * {@code $schema} a mixture of them. Schemas elsewhere are not fetched.
 */
@NullMarked
package dev.seaworthy.engine.rego.schema;

import org.jspecify.annotations.NullMarked;
