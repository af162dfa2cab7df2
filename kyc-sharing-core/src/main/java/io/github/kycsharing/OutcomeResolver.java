package io.github.kycsharing;

import io.github.kycsharing.OutcomeResolution.Finding;
import io.github.kycsharing.ResolveOptions.Resubmission;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.model.Verdict;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out about a submission whose outcome is unknown. The resumed submission comes first where it proves something: it
 * speaks of this very request, the status query only of the customer.
 */
final class OutcomeResolver {
    private static final Set<Reason> TO_BE_TOLD = EnumSet.of(Reason.INVALID, Reason.INTERRUPTED, Reason.CLOSED);

    private final KycSharingClient client;
    private final ShareKycRequest request;
    private final ResolveOptions options;
    private Optional<KycSharingException> lastFailure = Optional.empty();

    OutcomeResolver(KycSharingClient client, ShareKycRequest request, ResolveOptions options) {
        if (request.requestNo() == null) {
            throw new IllegalArgumentException("OutcomeResolver needs the requestNo that was sent before");
        }
        this.client = client;
        this.request = request;
        this.options = options;
    }

    static ShareKycRequest numbered(ShareKycRequest request, KycOutcomeUnknownException unknown) {
        if (request.requestNo() != null && !request.requestNo().equals(unknown.requestNo())) {
            throw new IllegalArgumentException("The exception is of another requestNo than the request");
        }
        return request.toBuilder().requestNo(unknown.requestNo()).build();
    }

    OutcomeResolution resolveOutcome() {
        Optional<ShareResult> share = Optional.empty();
        if (!options.systemErrorSeen() && options.resubmission() != Resubmission.NEVER) {
            share = resume();
            if (share.isPresent()) {
                return share.get().verdict() == Verdict.ACCEPTED
                        ? settled(Finding.ACCEPTED, Optional.empty(), share)
                        : settled(Finding.RECEIVED, ask(), share);
            }
        }
        Optional<KycStatus> status = ask();
        if (!isKnown(status) && options.systemErrorSeen() && options.resubmission() == Resubmission.ALWAYS) {
            share = resume();
            if (share.filter(result -> result.verdict() == Verdict.ACCEPTED).isPresent()) {
                return settled(Finding.ACCEPTED, Optional.empty(), share);
            }
            // A duplicate proves nothing here, and what was asked before the submission is out of date.
            status = ask();
        }
        return settled(finding(status), status, Optional.empty());
    }

    private static Finding finding(Optional<KycStatus> status) {
        if (isKnown(status)) {
            return Finding.CUSTOMER_FOUND;
        }
        return status.filter(KycStatus::nonExisted).isPresent() ? Finding.CUSTOMER_NOT_FOUND : Finding.STILL_UNKNOWN;
    }

    private static boolean isKnown(Optional<KycStatus> status) {
        return status.filter(KycStatus::isKnown).isPresent();
    }

    private OutcomeResolution settled(Finding finding, Optional<KycStatus> status, Optional<ShareResult> share) {
        return new OutcomeResolution(finding, status, share, lastFailure);
    }

    private Optional<ShareResult> resume() {
        try {
            return Optional.of(client.resume(request, options.delivery()));
        } catch (KycSharingException e) {
            note(e);
            return Optional.empty();
        }
    }

    private Optional<KycStatus> ask() {
        UserInfo user = request.kycInfo() == null ? null : request.kycInfo().userInfo();
        KycStatusQuery query = user == null ? KycStatusQuery.builder().build() : KycStatusQuery.of(user);
        try {
            return Optional.of(client.checkStatus(query, options.delivery()));
        } catch (KycSharingException e) {
            note(e);
            return Optional.empty();
        }
    }

    /** What is the caller's to mend, or asks to stop, is thrown; what the exchange or the network did is part of the finding. */
    private void note(KycSharingException failure) {
        boolean told = failure instanceof KycNotSentException notSent && TO_BE_TOLD.contains(notSent.reason());
        if (told || Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        lastFailure = Optional.of(failure);
    }
}
