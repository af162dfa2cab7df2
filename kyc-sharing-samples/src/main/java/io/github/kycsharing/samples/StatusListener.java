package io.github.kycsharing.samples;

import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.submissions.KycStatusChanged;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import java.io.PrintStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Prints each change of a submission and each change of a customer's status, except for a back-fill, which has a progress bar. */
@Component
@ConditionalOnProperty(name = "kyc-sharing.backfill.name", havingValue = "none", matchIfMissing = true)
class StatusListener {
    private final PrintStream console = System.out;

    @EventListener
    void onSubmissionChanged(KycSubmissionChanged change) {
        console.println("submission requestNo " + change.requestNo() + " of the client "
                + change.client().orElse("that is not configured") + " is " + change.state());
    }

    /** Runs after {@link ApiKeys}, in the same transaction. */
    @EventListener
    @Order(2)
    void onStatusChanged(KycStatusChanged change) {
        KycStatus status = change.status();
        // The status without the customer, because a console is a log.
        console.println("status     a customer of the client "
                + change.client().orElse("that is not configured") + " is "
                + status.levelStatus().map(Object::toString).orElse("known") + ": "
                + (status.isPassed()
                        ? "may trade, the API key is created"
                        : status.isFinal() ? "may not trade" : "customer under review, pending"));
    }
}
