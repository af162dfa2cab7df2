package io.github.kycsharing.submissions.internal.tracking;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.InformationRequest;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfillProgressed;
import io.github.kycsharing.submissions.KycInformationRequested;
import io.github.kycsharing.submissions.KycInformationResult;
import io.github.kycsharing.submissions.KycStatusChanged;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.store.CustomerEventRow;
import io.github.kycsharing.submissions.internal.store.CustomerRow;
import io.github.kycsharing.submissions.internal.store.InformationRow;
import io.github.kycsharing.submissions.internal.store.StoredBackfill;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes events of customers to rows, encrypted, and reads them. */
public final class CustomerEvents {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Types that are written as JSON and read, for a native image. */
    public static final List<Class<?>> CONTENTS =
            List.of(StatusContents.class, InformationContents.class, ResultContents.class, BackfillContents.class);

    private final RecordCipher cipher;
    private final Entities entities;

    /** Uses the keys of this cipher. */
    public CustomerEvents(RecordCipher cipher, Entities entities) {
        this.cipher = cipher;
        this.entities = entities;
    }

    /** The content of a changed status. */
    record StatusContents(String entityCustomerId, String mainAccount, String subAccount, Map<String, Object> status) {}

    CustomerEventRow statusChanged(CustomerRow customer, KycStatus status, Instant at) {
        CustomerIds ids = customer.customer();
        return write(
                CustomerEventRow.Kind.STATUS_CHANGED,
                customer.bizEntityKey(),
                customer.id(),
                new StatusContents(
                        ids.entityCustomerId(), ids.brokerMainAccountId(), ids.brokerSubAccountId(), status.fields()),
                at);
    }

    /** The content of a request for information. */
    record InformationContents(Map<String, Object> request) {}

    /** The content of the result of submitted files. */
    record ResultContents(
            String entityCustomerId,
            String recordId,
            InformationFilesState state,
            @Nullable String code,
            @Nullable String failReason) {}

    /** The event of a request that needs files. */
    public CustomerEventRow informationRequested(InformationRow row, InformationRequest request, Instant at) {
        return write(
                CustomerEventRow.Kind.INFORMATION_REQUESTED,
                row.bizEntityKey(),
                row.id(),
                new InformationContents(request.fields()),
                at);
    }

    /** The event of the state of submitted files. */
    public CustomerEventRow informationResult(InformationRow row, @Nullable String failReason, Instant at) {
        return write(
                CustomerEventRow.Kind.INFORMATION_RESULT,
                row.bizEntityKey(),
                row.id(),
                new ResultContents(row.entityCustomerId(), row.recordId(), row.state(), row.code(), failReason),
                at);
    }

    /** The content of the progress of a back-fill. */
    record BackfillContents(
            String name, KycBackfill.State state, int percent, Map<SubmissionState, Long> counts, long invalid) {}

    /** The event of the progress of a back-fill. */
    public CustomerEventRow backfillProgressed(
            StoredBackfill backfill, Map<SubmissionState, Long> counts, long invalid, Instant at) {
        return write(
                CustomerEventRow.Kind.BACKFILL_PROGRESSED,
                backfill.bizEntityKey(),
                backfill.id(),
                new BackfillContents(backfill.name(), backfill.state(), backfill.percent(), counts, invalid),
                at);
    }

    private CustomerEventRow write(
            CustomerEventRow.Kind kind, String bizEntityKey, UUID subjectId, Record contents, Instant at) {
        return new CustomerEventRow(
                0,
                bizEntityKey,
                subjectId,
                kind,
                cipher.encrypt(JSON.writeValueAsBytes(contents), place(kind, bizEntityKey, subjectId)),
                at,
                0);
    }

    /**
     * Creates what listeners receive.
     *
     * @throws io.github.kycsharing.submissions.internal.crypto.UnknownKeyException if the keyset lacks the key
     */
    public Object read(CustomerEventRow row) {
        byte[] contents = cipher.decrypt(row.payload(), place(row.kind(), row.bizEntityKey(), row.subjectId()));
        Optional<String> client = entities.clientName(row.bizEntityKey());
        return switch (row.kind()) {
            case STATUS_CHANGED -> statusChanged(row, client, read(contents, StatusContents.class));
            case INFORMATION_REQUESTED ->
                new KycInformationRequested(
                        row.id(),
                        client,
                        row.bizEntityKey(),
                        new InformationRequest(
                                read(contents, InformationContents.class).request()),
                        row.occurredAt());
            case INFORMATION_RESULT -> informationResult(row, client, read(contents, ResultContents.class));
            case BACKFILL_PROGRESSED -> backfillProgressed(row, client, read(contents, BackfillContents.class));
        };
    }

    private static KycStatusChanged statusChanged(
            CustomerEventRow row, Optional<String> client, StatusContents contents) {
        return new KycStatusChanged(
                row.id(),
                client,
                row.bizEntityKey(),
                new CustomerIds(contents.entityCustomerId(), contents.mainAccount(), contents.subAccount()),
                new KycStatus(contents.status()),
                row.occurredAt());
    }

    private static KycInformationResult informationResult(
            CustomerEventRow row, Optional<String> client, ResultContents contents) {
        return new KycInformationResult(
                row.id(),
                client,
                row.bizEntityKey(),
                contents.entityCustomerId(),
                contents.recordId(),
                contents.state(),
                Optional.ofNullable(contents.code()),
                Optional.ofNullable(contents.failReason()),
                row.occurredAt());
    }

    private static KycBackfillProgressed backfillProgressed(
            CustomerEventRow row, Optional<String> client, BackfillContents contents) {
        return new KycBackfillProgressed(
                row.id(),
                client,
                row.bizEntityKey(),
                contents.name(),
                contents.state(),
                contents.percent(),
                contents.counts(),
                contents.invalid(),
                row.occurredAt());
    }

    private static <T> T read(byte[] contents, Class<T> type) {
        try {
            return JSON.readValue(contents, type);
        } catch (JacksonException e) {
            // Jackson's message quotes the customer, so it is not the cause.
            throw new IllegalStateException("The content of an event cannot be read");
        }
    }

    private static RecordCipher.Place place(CustomerEventRow.Kind kind, String bizEntityKey, UUID subjectId) {
        return new RecordCipher.Place(subjectId, bizEntityKey, kind.name(), RecordCipher.Purpose.EVENT);
    }
}
