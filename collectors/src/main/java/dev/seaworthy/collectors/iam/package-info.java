/** Who may do what: Kubernetes RBAC, AWS and ERP access, in one role-map model. */
@NullMarked
package dev.seaworthy.collectors.iam;

import org.jspecify.annotations.NullMarked;
