package io.github.kycsharing;

import io.github.kycsharing.OutcomeResolution.Outcome;
import io.github.kycsharing.ResolveOptions.Resubmission;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ImportStatus;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.model.ShareStatusQuery;
import io.github.kycsharing.model.UserInfo;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the outcome of a submission that has left a doubt. The import status comes first, since it is about this requestNo and
 * changes nothing; then a resumed submission; then the import status again if that was a duplicate. The customer's status is only
 * reported.
 */
final class OutcomeResolver {
    private static final Set<Reason> THROWN = EnumSet.of(Reason.INVALID, Reason.INTERRUPTED, Reason.CLOSED);

    private final KycSharingClient client;
    private final Submission submission;
    private final ResolveOptions options;
    private Evidence evidence;
    private Optional<ShareStatus> shareStatus = Optional.empty();
    private Optional<KycSharingException> lastFailure = Optional.empty();

    /**
     * What was submitted.
     *
     * @param requestNo its number
     * @param entityCustomerId its customer; null in an invalid record
     * @param customer query of the customer's status
     * @param resume sends the same bytes again, given the evidence so far
     */
    private record Submission(
            String requestNo,
            @Nullable String entityCustomerId,
            KycStatusQuery customer,
            Function<Evidence, ShareResult> resume) {}

    private OutcomeResolver(KycSharingClient client, Submission submission, ResolveOptions options) {
        this.client = client;
        this.submission = submission;
        this.options = options;
        this.evidence = options.evidence();
    }

    static ShareKycRequest numbered(ShareKycRequest request, KycSharingException failure) {
        if (request.requestNo() != null && !request.requestNo().equals(failure.requestNo())) {
            throw new IllegalArgumentException("The exception has another requestNo than the request");
        }
        return request.toBuilder().requestNo(failure.requestNo()).build();
    }

    static OutcomeResolution resolve(KycSharingClient client, ShareKycRequest request, ResolveOptions options) {
        if (request.requestNo() == null) {
            throw new IllegalArgumentException("Resolving an outcome needs the requestNo that was sent before");
        }
        UserInfo user = request.kycInfo() == null ? null : request.kycInfo().userInfo();
        Submission submission = new Submission(
                request.requestNo(),
                user == null ? null : user.entityCustomerId(),
                user == null ? KycStatusQuery.builder().build() : KycStatusQuery.of(user),
                evidence -> client.resume(request, options.delivery()));
        return new OutcomeResolver(client, submission, options).resolve();
    }

    static OutcomeResolution resolve(KycSharingClient client, PreparedRequest request, ResolveOptions options) {
        Submission submission = new Submission(
                request.requestNo(),
                request.customer().entityCustomerId(),
                request.customer().statusQuery(),
                evidence -> client.deliver(request, evidence.and(Evidence.MAY_HAVE_ARRIVED), options.delivery()));
        return new OutcomeResolver(client, submission, options).resolve();
    }

    static ResolveOptions after(PreparedRequest request, KycSharingException failure) {
        if (!request.requestNo().equals(failure.requestNo())) {
            throw new IllegalArgumentException("The exception has another requestNo than the request");
        }
        return ResolveOptions.after(failure);
    }

    private OutcomeResolution resolve() {
        Optional<Outcome> imported = queryImport();
        if (imported.isPresent()) {
            return resolution(imported.get(), Optional.empty(), Optional.empty());
        }
        boolean seenBefore = evidence.numberSeen();
        if (options.resubmission() != Resubmission.NEVER && !seenBefore && !evidence.accepted()) {
            Optional<ShareResult> share = resume();
            if (share.isPresent()) {
                return resolution(Outcome.ACCEPTED, share, Optional.empty());
            }
            if (evidence.numberSeen()) {
                imported = queryImport();
                if (imported.isPresent()) {
                    return resolution(imported.get(), Optional.empty(), Optional.empty());
                }
            }
        }
        return evidence.accepted()
                ? resolution(Outcome.ACCEPTED, Optional.empty(), Optional.empty())
                : resolution(Outcome.UNKNOWN, Optional.empty(), queryCustomer());
    }

    /** Queries the import status of the requestNo; empty if the response proves nothing. */
    private Optional<Outcome> queryImport() {
        ShareStatusQuery query = ShareStatusQuery.builder()
                .entityCustomerId(submission.entityCustomerId())
                .requestNo(submission.requestNo())
                .build();
        Optional<ShareStatus> queried = response(() -> client.shareStatus(query, options.delivery()));
        if (queried.isEmpty()) {
            return Optional.empty();
        }
        shareStatus = queried;
        if (queried.get().isConclusive()) {
            // Also with an undocumented status: the exchange has the number, so sending it again is a duplicate.
            evidence = evidence.and(Evidence.NUMBER_SEEN);
        }
        return queried.flatMap(ShareStatus::status).flatMap(OutcomeResolver::outcome);
    }

    private static Optional<Outcome> outcome(ImportStatus status) {
        if (status.equals(ImportStatus.SUCCESS)) {
            return Optional.of(Outcome.IMPORTED);
        }
        if (status.equals(ImportStatus.FAIL)) {
            return Optional.of(Outcome.IMPORT_FAILED);
        }
        return status.equals(ImportStatus.INIT) ? Optional.of(Outcome.IN_PROGRESS) : Optional.empty();
    }

    private Optional<ShareResult> resume() {
        Optional<ShareResult> share = response(() -> submission.resume().apply(evidence));
        Evidence after = share.map(ShareResult::evidence)
                .or(() -> lastFailure.map(KycSharingException::evidence))
                .orElse(Evidence.NONE);
        evidence = evidence.and(after);
        return share;
    }

    private Optional<KycStatus> queryCustomer() {
        return response(() -> client.checkStatus(submission.customer(), options.delivery()));
    }

    private OutcomeResolution resolution(Outcome outcome, Optional<ShareResult> share, Optional<KycStatus> customer) {
        return new OutcomeResolution(outcome, shareStatus, share, customer, evidence, lastFailure);
    }

    /** Throws what the caller must fix and what ends the call; other failures are part of the resolution. */
    private <T> Optional<T> response(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (KycSharingException failure) {
            boolean thrown = failure instanceof KycNotSentException notSent && THROWN.contains(notSent.reason());
            if (thrown || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            lastFailure = Optional.of(failure);
            return Optional.empty();
        }
    }
}
