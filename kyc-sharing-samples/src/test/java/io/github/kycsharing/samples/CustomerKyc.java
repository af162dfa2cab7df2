package io.github.kycsharing.samples;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareOutcome;
import io.github.kycsharing.model.ShareResult;
import org.springframework.stereotype.Service;

/** The service of README.md; the page quotes it verbatim. */
// readme: begin
@Service
class CustomerKyc {
    private final KycSharingClient exchange;

    CustomerKyc(KycSharingClient exchange) {
        this.exchange = exchange;
    }

    /** Shares a record and returns the next step. Store the requestNo first: a retry after a crash needs it. */
    String share(String requestNo, KycInfo record) {
        try {
            ShareResult result = exchange.share(ShareKycRequest.of(requestNo, record));
            return result.outcome() == ShareOutcome.ACCEPTED ? "wait for the status" : "query the status";
        } catch (KycValidationException e) {
            return "correct the record: " + e.violations();
        } catch (KycNotSentException e) {
            return "retry later: " + e.reason();
        } catch (KycRejectedException e) {
            return "investigate: " + e.getMessage();
        } catch (KycOutcomeUnknownException e) {
            return e.systemErrorSeen() ? "query the status" : "resume: " + e.requestNo();
        }
    }
}
// readme: end
