/** Signs by keys that HashiCorp Vault's transit engine keeps. */
@NullMarked
package dev.seaworthy.signers.vault;

import org.jspecify.annotations.NullMarked;
