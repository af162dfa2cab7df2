package io.github.kycsharing.samples;

import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.spring.notification.KycStatusChanged;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import java.io.PrintStream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints each change of a submission and each confirmed status. A broker would create the customer's API key. */
@Component
class StatusListener {
    private final PrintStream console = System.out;

    @EventListener
    void onSubmissionChanged(KycSubmissionChanged change) {
        console.println("submission requestNo " + change.requestNo() + " of the client "
                + change.client().orElse("that is not configured") + " is " + change.state());
    }

    @EventListener
    void onStatusChanged(KycStatusChanged change) {
        KycStatus status = change.status();
        // The status without the customer, because a console is a log.
        console.println("confirmed  a customer of the client " + change.client() + " is "
                + status.levelStatus().map(Object::toString).orElse("known") + ": "
                + (status.isPassed()
                        ? "may trade"
                        : status.isFinal() ? "may not trade" : "customer under review, pending"));
    }
}
