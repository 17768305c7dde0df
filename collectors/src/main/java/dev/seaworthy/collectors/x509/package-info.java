/**
 * What the readers of certificates, whoever issues them and whatever they serve, have in common.
 */
@NullMarked
package dev.seaworthy.collectors.x509;

import org.jspecify.annotations.NullMarked;
