/** Controls said in CEL, for API servers that judge by themselves while no webhook answers. */
@NullMarked
package dev.seaworthy.admission.cel;

import org.jspecify.annotations.NullMarked;
