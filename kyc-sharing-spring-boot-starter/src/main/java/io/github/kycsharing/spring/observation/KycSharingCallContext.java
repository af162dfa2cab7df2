package io.github.kycsharing.spring.observation;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.spi.CallOutcome;
import io.github.kycsharing.spi.Operation;
import io.github.kycsharing.spring.ObservedClient;
import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a call while it is observed. Holds nothing of the record and of the response but the code's name. */
public class KycSharingCallContext extends Observation.Context {
    private final ObservedClient client;
    private final Operation operation;
    private @Nullable String requestNo;
    private @Nullable CallOutcome outcome;
    private @Nullable String codeName;

    KycSharingCallContext(ObservedClient client, Operation operation) {
        this.client = client;
        this.operation = operation;
    }

    /**
     * What the client is called in the configuration.
     *
     * @return the name
     */
    public String getClientName() {
        return client.name();
    }

    /**
     * The kind of broker that the client shares for.
     *
     * @return the kind
     */
    public BrokerType getBrokerType() {
        return client.brokerType();
    }

    /**
     * What the call is for.
     *
     * @return the operation
     */
    public Operation getOperation() {
        return operation;
    }

    /**
     * The number of the request, or the id that the client gave a status query. Every call has another, so it is nothing for a meter's tag.
     *
     * @return the number, or empty as long as there is none
     */
    public Optional<String> getRequestNo() {
        return Optional.ofNullable(requestNo);
    }

    /**
     * What the call came to.
     *
     * @return the outcome, or empty while the call is under way and of a call that ended with an error of another kind
     */
    public Optional<CallOutcome> getOutcome() {
        return Optional.ofNullable(outcome);
    }

    /**
     * The documented name of the exchange's last code.
     *
     * @return the name, {@code UNDOCUMENTED}, or empty if there was no code
     */
    public Optional<String> getCodeName() {
        return Optional.ofNullable(codeName);
    }

    void requestNo(String number) {
        this.requestNo = number;
    }

    void cameTo(CallOutcome what, @Nullable String lastCodeName) {
        this.outcome = what;
        this.codeName = lastCodeName;
    }
}
