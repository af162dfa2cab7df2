package io.github.kycsharing.spring.observation;

import io.github.kycsharing.model.Operation;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations and their tags, in the form that Micrometer's documentation tools read. */
public enum KycSharingObservationDocumentation implements ObservationDocumentation {
    /** A call, from the check of the record to its outcome, all attempts and waits included. */
    CALL {
        @Override
        public String getName() {
            return DefaultKycSharingCallObservationConvention.NAME;
        }

        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultKycSharingCallObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return CallTag.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return new KeyName[] {TraceTag.REQUEST_NO, TraceTag.QUERY_ID};
        }
    },
    /** One attempt of a call: one HTTP request. */
    ATTEMPT {
        @Override
        public String getName() {
            return DefaultKycSharingAttemptObservationConvention.NAME;
        }

        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultKycSharingAttemptObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return AttemptTag.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return TraceTag.values();
        }
    };

    /** The tags of a call, in metrics and traces. */
    public enum CallTag implements KeyName {
        /** The name of the client. */
        CLIENT("client"),
        /** {@code standard} or {@code kz_entity}. */
        BROKER_TYPE("broker.type"),
        /** The operation, such as {@code share}. */
        OPERATION("operation"),
        /** The outcome of the call, {@code none} if it ended with an error of another kind. */
        OUTCOME("outcome"),
        /** The documented name of the exchange's last code, {@code UNDOCUMENTED}, or {@code none}. */
        CODE("code");

        private final String key;

        CallTag(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** The tags of an attempt, in metrics and traces. */
    public enum AttemptTag implements KeyName {
        /** The name of the client. */
        CLIENT("client"),
        /** {@code standard} or {@code kz_entity}. */
        BROKER_TYPE("broker.type"),
        /** The operation, such as {@code share}. */
        OPERATION("operation"),
        /** The outcome of the attempt. */
        ATTEMPT_OUTCOME("attempt.outcome"),
        /** The HTTP status, or {@code none} without a readable response. */
        HTTP_STATUS("http.status"),
        /** The documented name of the exchange's code, {@code UNDOCUMENTED}, or {@code none}. */
        CODE("code");

        private final String key;

        AttemptTag(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** Tags of traces only, since their values are unbounded. */
    public enum TraceTag implements KeyName {
        /** The request number. */
        REQUEST_NO("kyc.request.no"),
        /** The id of a call without requestNo, which its exceptions and log lines contain. */
        QUERY_ID("kyc.query.id"),
        /** The number of the attempt, 1 for the first. */
        ATTEMPT("kyc.attempt");

        private final String key;

        static TraceTag numberOf(Operation operation) {
            return operation.kind() == Operation.Kind.SUBMISSION ? REQUEST_NO : QUERY_ID;
        }

        TraceTag(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
