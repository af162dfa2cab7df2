package io.github.kycsharing.spring.notification;

import io.github.kycsharing.model.KycStatus;
import java.util.Objects;

/**
 * A customer's status has changed. Published as an application event once the status query has confirmed it, at least once and in
 * most cases exactly once for each change; statuses in between may be left out, the last one never is.
 *
 * <p>For an {@code @EventListener}, on the thread that received the notification or reconciles. A listener that throws is called
 * again, with the others, when the exchange repeats the notification or at the next reconciliation. What fails in an asynchronous listener or after
 * a commit is nobody's to repeat.
 *
 * @param client the name of the client whose customer it is
 * @param customer who it is
 * @param status what the exchange has confirmed; not what the notification said
 */
public record KycStatusChanged(String client, KycCustomer customer, KycStatus status) {
    /** Refuses null. */
    public KycStatusChanged {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(status, "status");
    }
}
