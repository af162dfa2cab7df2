package io.github.kycsharing.spring.observation;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.CallOutcome;
import io.github.kycsharing.spring.ObservedClient;
import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Observation context of a call. Of record and response it holds only the code's name. */
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
     * The name of the client.
     *
     * @return the name
     */
    public String getClientName() {
        return client.name();
    }

    /**
     * The broker type of the client.
     *
     * @return the type
     */
    public BrokerType getBrokerType() {
        return client.brokerType();
    }

    /**
     * The operation of the call.
     *
     * @return the operation
     */
    public Operation getOperation() {
        return operation;
    }

    /**
     * The request number, or the id of a status query. It is unique to each call, so do not use it as a meter's tag.
     *
     * @return the number, or empty as long as there is none
     */
    public Optional<String> getRequestNo() {
        return Optional.ofNullable(requestNo);
    }

    /**
     * The outcome of the call.
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

    void outcome(CallOutcome what, @Nullable String lastCodeName) {
        this.outcome = what;
        this.codeName = lastCodeName;
    }
}
