/** Opens private keys, wherever they are kept. */
@NullMarked
package dev.seaworthy.cli.key;

import org.jspecify.annotations.NullMarked;
