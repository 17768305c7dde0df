/**
 * Signatures and attestations of images, verified offline against keys, identities and a trusted
 * root that the release descriptor names.
 */
@NullMarked
package dev.seaworthy.collectors.attestation;

import org.jspecify.annotations.NullMarked;
