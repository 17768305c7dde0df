/** Evidence records (RFC 4998) in files, and the bundles that they are of. */
@NullMarked
package dev.seaworthy.cli.preserve;

import org.jspecify.annotations.NullMarked;
