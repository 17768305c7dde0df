/**
 * X.509 certificates, requests and keys as Go's {@code crypto/x509} reads them, and as values that
 * look like Go's own structures in JSON, for that is what OPA's policies are written against.
 */
@NullMarked
package dev.seaworthy.engine.rego.pki;

import org.jspecify.annotations.NullMarked;
