/** Building, testing, signing and verifying policy bundles, for their authors. */
@NullMarked
package dev.seaworthy.cli.policy;

import org.jspecify.annotations.NullMarked;
