/** Issues the webhook's certificate, renews it, and tells the API server whom to trust. */
@NullMarked
package dev.seaworthy.admission.certify;

import org.jspecify.annotations.NullMarked;
