package io.github.kycsharing;

import io.github.kycsharing.OutcomeResolution.Outcome;
import io.github.kycsharing.ResolveOptions.Resubmission;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareOutcome;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.UserInfo;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves the unknown outcome of a submission. Resuming it comes first where that is conclusive, since it is about this request;
 * the status query is only about the customer.
 */
final class OutcomeResolver {
    private static final Set<Reason> THROWN = EnumSet.of(Reason.INVALID, Reason.INTERRUPTED, Reason.CLOSED);

    private final KycSharingClient client;
    private final ShareKycRequest request;
    private final ResolveOptions options;
    private Optional<KycSharingException> lastFailure = Optional.empty();

    private OutcomeResolver(KycSharingClient client, ShareKycRequest request, ResolveOptions options) {
        if (request.requestNo() == null) {
            throw new IllegalArgumentException("Resolving an outcome needs the requestNo that was sent before");
        }
        this.client = client;
        this.request = request;
        this.options = options;
    }

    static ShareKycRequest numbered(ShareKycRequest request, KycOutcomeUnknownException unknown) {
        if (request.requestNo() != null && !request.requestNo().equals(unknown.requestNo())) {
            throw new IllegalArgumentException("The exception has another requestNo than the request");
        }
        return request.toBuilder().requestNo(unknown.requestNo()).build();
    }

    static OutcomeResolution resolve(KycSharingClient client, ShareKycRequest request, ResolveOptions options) {
        return new OutcomeResolver(client, request, options).resolve();
    }

    private OutcomeResolution resolve() {
        Optional<ShareResult> share = Optional.empty();
        if (!options.systemErrorSeen() && options.resubmission() != Resubmission.NEVER) {
            share = resume();
            if (share.isPresent()) {
                return share.get().outcome() == ShareOutcome.ACCEPTED
                        ? resolution(Outcome.ACCEPTED, Optional.empty(), share)
                        : resolution(Outcome.RECEIVED, checkStatus(), share);
            }
        }
        Optional<KycStatus> status = checkStatus();
        if (!isFound(status) && options.systemErrorSeen() && options.resubmission() == Resubmission.ALWAYS) {
            share = resume();
            if (share.filter(result -> result.outcome() == ShareOutcome.ACCEPTED)
                    .isPresent()) {
                return resolution(Outcome.ACCEPTED, Optional.empty(), share);
            }
            // A duplicate proves nothing after a system error, and the status from before the submission is out of
            // date.
            status = checkStatus();
        }
        return resolution(outcome(status), status, Optional.empty());
    }

    private static Outcome outcome(Optional<KycStatus> status) {
        if (isFound(status)) {
            return Outcome.CUSTOMER_FOUND;
        }
        return status.filter(KycStatus::nonExisted).isPresent() ? Outcome.CUSTOMER_NOT_FOUND : Outcome.STILL_UNKNOWN;
    }

    private static boolean isFound(Optional<KycStatus> status) {
        return status.filter(KycStatus::isKnown).isPresent();
    }

    private OutcomeResolution resolution(Outcome outcome, Optional<KycStatus> status, Optional<ShareResult> share) {
        return new OutcomeResolution(outcome, status, share, lastFailure);
    }

    private Optional<ShareResult> resume() {
        try {
            return Optional.of(client.resume(request, options.delivery()));
        } catch (KycSharingException e) {
            record(e);
            return Optional.empty();
        }
    }

    private Optional<KycStatus> checkStatus() {
        UserInfo user = request.kycInfo() == null ? null : request.kycInfo().userInfo();
        KycStatusQuery query = user == null ? KycStatusQuery.builder().build() : KycStatusQuery.of(user);
        try {
            return Optional.of(client.checkStatus(query, options.delivery()));
        } catch (KycSharingException e) {
            record(e);
            return Optional.empty();
        }
    }

    /** Throws what the caller must fix and what ends the call; other failures are part of the resolution. */
    private void record(KycSharingException failure) {
        boolean thrown = failure instanceof KycNotSentException notSent && THROWN.contains(notSent.reason());
        if (thrown || Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        lastFailure = Optional.of(failure);
    }
}
