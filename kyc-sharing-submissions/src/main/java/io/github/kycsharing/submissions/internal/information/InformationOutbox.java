package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.submissions.internal.store.InformationRow;
import java.time.Instant;

/** Stores events of requests for information until they are published. Joins the current transaction. */
@FunctionalInterface
public interface InformationOutbox {
    /** Appends an event of a request. The payload is not encrypted yet. */
    void append(InformationRow row, Kind kind, byte[] payload, Instant occurredAt);

    /** Kinds of events. */
    enum Kind {
        /** The exchange needs files. */
        REQUESTED,
        /** Submitted files came to an end, or need a person. */
        RESULT
    }
}
