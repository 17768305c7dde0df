/** What software is built of: manifests and lock files of package managers. */
@NullMarked
package dev.seaworthy.collectors.dependency;

import org.jspecify.annotations.NullMarked;
