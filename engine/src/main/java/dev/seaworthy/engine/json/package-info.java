/** Canonical JSON (RFC 8785), the byte form in which evidence is addressed, compared and sealed. */
@NullMarked
package dev.seaworthy.engine.json;

import org.jspecify.annotations.NullMarked;
