package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.model.InformationRequestStatus;
import java.util.Optional;
import java.util.Set;

/** What the status of a request for information means. The exchange documents the values only. */
final class InformationStatuses {
    static final String OTHER = "other";

    private static final Set<String> CLOSED = Set.of(
            InformationRequestStatus.PASS.value(),
            InformationRequestStatus.REFUSED.value(),
            InformationRequestStatus.EXPIRED.value(),
            InformationRequestStatus.CLOSE.value());
    private static final Set<String> HAS_FILES =
            Set.of(InformationRequestStatus.UPLOADING.value(), InformationRequestStatus.REVIEW.value());

    private InformationStatuses() {}

    /** A documented value, or {@value #OTHER}: an undocumented one may be anything. */
    static String stored(Optional<InformationRequestStatus> status) {
        return status.filter(InformationRequestStatus::isDocumented)
                .map(InformationRequestStatus::value)
                .orElse(OTHER);
    }

    /** Whether the exchange needs no files any more. */
    static boolean isClosed(String status) {
        return CLOSED.contains(status);
    }

    /** Whether the exchange has files and has not decided. */
    static boolean hasFiles(String status) {
        return HAS_FILES.contains(status);
    }

    /** Whether the exchange needs files, or may need them: an unknown status is one that a person must look at. */
    static boolean needsFiles(String status) {
        return !isClosed(status) && !hasFiles(status);
    }
}
