/** Tokens that let a request through which would be refused. */
@NullMarked
package dev.seaworthy.admission.glass;

import org.jspecify.annotations.NullMarked;
