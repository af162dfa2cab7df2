package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.model.InformationRequest;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.store.AfterCommit;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.CustomerEventStore;
import io.github.kycsharing.submissions.internal.store.InformationRow;
import io.github.kycsharing.submissions.internal.store.InformationStore;
import io.github.kycsharing.submissions.internal.tracking.CustomerEvents;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes changed rows together with their events. Its methods need a transaction. */
final class InformationWriter {
    private static final Logger log = LoggerFactory.getLogger(InformationWriter.class);

    /** As much of a recordId as a line of the log has. */
    private static final int MAX_RECORD_ID = 64;

    private final Entities entities;
    private final InformationStore store;
    private final CustomerEventStore events;
    private final CustomerEvents contents;

    InformationWriter(Entities entities, CustomerData data, CustomerEvents contents) {
        this.entities = entities;
        this.store = data.informationRequests();
        this.events = data.events();
        this.contents = contents;
    }

    /** Inserts a new request, and its event if it needs files; false if it is stored already. */
    boolean insert(InformationRow row, InformationRequest request) {
        if (!store.insert(row)) {
            return false;
        }
        if (row.publishedAt() != null) {
            requested(row, request, row.firstSeenAt());
        }
        return true;
    }

    /** Stores the event of a request that needs files for the first time. */
    void requested(InformationRow row, InformationRequest request, Instant now) {
        events.append(contents.informationRequested(row, request, now));
    }

    /** Writes a locked row, and the event of its files if they came to an end or need a person. */
    InformationRow update(InformationRow before, InformationRow after, @Nullable String failReason) {
        InformationRow stored = store.update(after).orElseThrow();
        boolean changed = before.state() != stored.state();
        if (changed && (stored.state().isFinal() || stored.state() == InformationFilesState.UNCERTAIN)) {
            events.append(contents.informationResult(stored, failReason, stored.updatedAt()));
        }
        if (changed && needsPerson(stored.state())) {
            AfterCommit.run(() -> warn(stored));
        }
        return stored;
    }

    private void warn(InformationRow row) {
        log.warn(
                "The files for the request for information {} of client {} are {}{}: a person must decide",
                printable(row.recordId()),
                entities.clientName(row.bizEntityKey()).orElse("none"),
                row.state(),
                row.code() == null ? "" : " with " + row.code());
    }

    /** The exchange's id cannot forge a line. */
    private static String printable(String recordId) {
        return recordId.substring(0, Math.min(recordId.length(), MAX_RECORD_ID))
                .replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    }

    private static boolean needsPerson(InformationFilesState state) {
        return state == InformationFilesState.UNCERTAIN || state == InformationFilesState.REJECTED;
    }
}
