/** Signs by keys that AWS Key Management Service keeps. */
@NullMarked
package dev.seaworthy.signers.aws;

import org.jspecify.annotations.NullMarked;
