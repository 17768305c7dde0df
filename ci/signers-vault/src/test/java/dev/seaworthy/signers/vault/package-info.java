@NullMarked
package dev.seaworthy.signers.vault;

import org.jspecify.annotations.NullMarked;
