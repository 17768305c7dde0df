/** Moves built bundles between this machine and registries, web servers and folders. */
@NullMarked
package dev.seaworthy.cli.transfer;

import org.jspecify.annotations.NullMarked;
