/** Signs verdicts (in-toto Statement in a DSSE envelope) and checks what was signed. */
@NullMarked
package dev.seaworthy.engine.seal;

import org.jspecify.annotations.NullMarked;
