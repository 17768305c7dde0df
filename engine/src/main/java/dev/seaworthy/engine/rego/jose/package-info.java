/** Signed tokens (RFC 7515, 7517, 7518, 7519) as OPA checks and makes them. */
@NullMarked
package dev.seaworthy.engine.rego.jose;

import org.jspecify.annotations.NullMarked;
