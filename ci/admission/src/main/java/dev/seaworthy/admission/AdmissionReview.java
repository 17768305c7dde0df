package dev.seaworthy.admission;

import dev.seaworthy.collectors.document.Tree;
import java.util.Optional;

/**
 * An {@code admission.k8s.io/v1} AdmissionReview.
 *
 * @param object what would be stored; there on CREATE and UPDATE, absent on DELETE
 * @param oldObject what is stored; absent on CREATE and CONNECT
 */
public record AdmissionReview(
    AdmissionRequest request, Optional<Tree.Mapping> object, Optional<Tree.Mapping> oldObject) {}
