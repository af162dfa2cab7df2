package io.github.kycsharing.samples;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
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
            exchange.share(ShareKycRequest.of(requestNo, record));
            return "wait for the status";
        } catch (KycValidationException e) {
            return "correct the record: " + e.violations();
        } catch (KycNotSentException e) {
            return "retry later: " + e.reason();
        } catch (KycRejectedException e) {
            return e.nextStep() + ": " + e.getMessage();
        } catch (KycOutcomeUnknownException e) {
            return "resolve the outcome: " + e.requestNo();
        }
    }
}
// readme: end
