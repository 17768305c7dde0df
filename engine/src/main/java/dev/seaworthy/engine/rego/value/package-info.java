/**
 * The values of Rego: JSON's, and sets.
 *
 * <p>Scalars are immutable. Arrays, objects and sets grow while the evaluation that makes them adds
 * to them, as OPA's IR asks for; from the moment anybody else sees one it never changes again.
 * {@code null} stands for Rego's <em>undefined</em>, which is no value.
 */
@NullMarked
package dev.seaworthy.engine.rego.value;

import org.jspecify.annotations.NullMarked;
