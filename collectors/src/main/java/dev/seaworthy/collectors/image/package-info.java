/** Scan reports of images: what Trivy found in them, each vulnerability once. */
@NullMarked
package dev.seaworthy.collectors.image;

import org.jspecify.annotations.NullMarked;
