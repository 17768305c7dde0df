/**
 * Who may do what, and how they sign on: Kubernetes RBAC, AWS, identity providers, ERP and database
 * access, in one role-map model.
 */
@NullMarked
package dev.seaworthy.collectors.iam;

import org.jspecify.annotations.NullMarked;
